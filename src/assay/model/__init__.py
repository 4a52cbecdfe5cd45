"""The engine: uncertain causal models over years; knows no silver, no page, no mark.

Not here: what models mean (`stories/`, `ruler/`). The way of a run, file by file:

    model, givens      what is declared: plain functions, and inputs with a distribution
    graph, check       who needs whom; names and units once per content
    plan               what some outputs need; also runs it with formulas as written
    trace, traced      asks each formula once with stand-ins, which write a
    tape               graph of single rows: folded, and nothing in it twice; from it
    schedule, program  the order, the memory, and the list of NumPy calls
    draws, sample      the givens' values, block by block
    blocks             blocks over threads
    run, condensed     all samples kept, or told as they are drawn
"""
