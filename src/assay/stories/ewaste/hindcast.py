"""Would the formulas have known? Servers and waste, beside what was published.

Not here: the formulas (`quantities.py`, `../shared/efficiency.py`), how nodes are held against
facts (`../beside_facts.py`).
"""

from assay.record.record import Record
from assay.ruler.hindcast import HindcastLine
from assay.ruler.story import Story
from assay.stories.beside_facts import Beside, beside_facts

ROWS = (
    Beside(
        "gpus_built", "GPU/year", ("ew_gpu_2022", "ew_gpu_2023"),
        {"en": "Accelerators put to use", "zh": "投入使用的加速器"},
        {"en": "what AI's power asks for and what is retired, eight to a server; nothing was "
               "fitted to shipments",
         "zh": "由AI功率增长与退役推算，每台八块；未按出货量拟合"},
        band=15,
    ),
    Beside(
        "small_it", "Mt{ewaste}/year", ("ew_gem20_small_it",),
        {"en": "Small IT", "zh": "小型信息设备"},
        {"en": "carried back from the last count", "zh": "由最近一次统计回推"},
        band=5,
    ),
    Beside(
        "screens", "Mt{ewaste}/year", ("ew_gem20_screens",),
        {"en": "Screens and lamps, held against screens", "zh": "屏幕与灯具（对照屏幕）"},
        {"en": "lamps are inside what is computed, so the difference is no error",
         "zh": "计算值含灯具，二者之差不是误差"},
        scored=False,
    ),
    Beside(
        "ai_waste", "kt{ewaste}/year", ("ew_wang_2023", "ew_wang_2030", "ew_dv26"),
        {"en": "AI, held against two studies", "zh": "AI（对照两项研究）"},
        {"en": "servers retired times their mass; of 2023 one study counts language models only, "
               "of 2030 both are forecasts, ten times apart, so the difference is no error",
         "zh": "退役服务器乘质量；2023年只计大语言模型，2030年两项均为预测且相差十倍，不算误差"},
        scored=False,
    ),
)  # fmt: skip
"""The lines."""


def hindcast(story: Story, record: Record) -> tuple[HindcastLine, ...]:
    """The story's lines, at the medians of all givens."""
    return beside_facts(story, record, ROWS)
