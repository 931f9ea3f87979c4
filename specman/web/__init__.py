"""The service for readers: pages and the JSON of the command line, over the same use cases."""
