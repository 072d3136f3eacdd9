"""The command line of operators. A module a subject: which words there are, and what they do."""
