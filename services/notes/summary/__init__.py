"""The summary of a visit: drafted when it ends, edited, signed, amended, marked as a mistake, or waived."""
