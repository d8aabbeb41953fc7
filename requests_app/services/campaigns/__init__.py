"""Everything that writes a campaign."""
