"""What is kept on disk between runs, and how a run knows that it still counts."""
