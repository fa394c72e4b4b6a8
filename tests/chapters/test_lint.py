"""The linter refuses a chapter or a module that asks the clock, or chance without a seed."""

import subprocess
import sys

import pytest

from coalition.paths import ROOT


@pytest.mark.parametrize("file", ["chapters/proposal/new.py", "coalition/analysis/new.py"])
@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("from datetime import date\nprint(date.today())\n", "TID251"),
        ("from datetime import datetime\nprint(datetime.now())\n", "TID251"),
        ("import time\nprint(time.time())\n", "TID251"),
        ("import pandas as pd\nprint(pd.Timestamp.now())\n", "TID251"),
        ("import random\nprint(random.random())\n", "TID251"),
        ("import numpy as np\nprint(np.random.normal())\n", "NPY002"),
        ("import numpy as np\nprint(np.random.default_rng(7).normal())\n", ""),
    ],
)
def test_clock_and_chance(file, code, refused):
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--no-cache",
        "--ignore=D,I",
        "--stdin-filename",
        file,
        "-",
    ]
    result = subprocess.run(command, input=code, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode != 0) == bool(refused), result.stdout
    assert refused in result.stdout
