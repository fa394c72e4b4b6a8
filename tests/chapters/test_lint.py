"""The linter refuses a chapter or a module that asks the clock, or chance without a seed."""

import json
import subprocess
import sys

import pytest

from coalition.paths import ROOT

CODE = {
    "from datetime import date; print(date.today())": "TID251",
    "from datetime import datetime; print(datetime.now())": "TID251",
    "import time; print(time.time())": "TID251",
    "import pandas as pd; print(pd.Timestamp.now())": "TID251",
    "import random; print(random.random())": "TID251",
    "import numpy as np; print(np.random.normal())": "NPY002",
    "import numpy as np; print(np.random.default_rng(7).normal())": None,
}


@pytest.mark.parametrize("file", ["chapters/proposal/new.py", "coalition/analysis/new.py"])
def test_clock_and_chance(file):
    options = ["--no-cache", "--ignore=D,I,E,F", "--output-format=json", f"--stdin-filename={file}"]
    command = [sys.executable, "-m", "ruff", "check", *options, "-"]
    result = subprocess.run(
        command, input="\n".join(CODE) + "\n", cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = {fault["location"]["row"]: fault["code"] for fault in json.loads(result.stdout)}
    assert found == {row: rule for row, rule in enumerate(CODE.values(), start=1) if rule}
