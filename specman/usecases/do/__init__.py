"""One deed in a file: a library, what is wanted and the person who wants it in; one commit or nothing out."""
