"""Programs on top of the pipeline: the command line."""
