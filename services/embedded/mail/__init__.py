"""The demo's mailbox: takes every mail Beside sends, keeps it on disk, and shows it at /mail."""
