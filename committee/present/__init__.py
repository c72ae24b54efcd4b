"""View objects: the plain data that pages and paper are drawn from."""
