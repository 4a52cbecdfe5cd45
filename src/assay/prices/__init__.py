"""What moved a price: an attribution with frozen coefficients.

Not here: ounces (the stories), feeds (`record/`). `result.py` is light and holds what others read;
everything else needs the extra `assay[prices]`.
"""
