"""Every sentence a person reads, worded in one place."""
