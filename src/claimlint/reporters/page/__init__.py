"""What the HTML page is made of: the text with its marks, the findings, the drawings; style and script are files.

Whatever comes out of a document, a rule or a path goes through :func:`claimlint.reporters.markup.escaped`.
"""
