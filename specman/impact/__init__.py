"""From what changes to what that calls for, with the reasons."""
