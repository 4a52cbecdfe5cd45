"""From the page as found to the repaired article; knows no claim and no story."""
