"""Where the rooms are joined: page, record, story, run and ruler become one verdict or answer."""
