"""From any released schema to today's: one step per file in `versions`, which never changes once it is released."""
