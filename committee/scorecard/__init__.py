"""A scorecard while it is written: the draft, the acts on it, what is wrong, two drafts in one."""
