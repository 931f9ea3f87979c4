"""One question in a file: values in, values out; nothing is written."""
