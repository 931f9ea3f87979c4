"""The dependency graph of provisions (networkx). An edge runs from dependent to dependency."""
