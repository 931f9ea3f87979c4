"""Technical assurance: what is wrong or doubtful in one state of the library. Nothing here reads a file."""
