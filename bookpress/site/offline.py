"""What a served copy offers a phone or a reader without a network: a web manifest, and a copy kept on demand.

Pages opened from files load neither: ``offline.js`` asks for them where there is a server.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bookpress.exhibits import style
from bookpress.site import STATIC, site
from bookpress.site.head import ICON

MANIFEST = "manifest.webmanifest"
_WORKER = "offline-worker.js"
"""At the top of the book: a worker answers for what lies below its own address."""


def setup(app) -> None:
    app.add_js_file("offline.js", loading_method="defer")
    app.connect("build-finished", _write)


def _write(app, exception) -> None:
    if exception is not None or not site.makes_pages(app):
        return
    light = style.palette().light
    manifest = {
        "name": app.config.html_title,
        "start_url": f"{app.config.root_doc}.html",
        "scope": "./",
        "display": "minimal-ui",
        "lang": app.config.language,
        "background_color": light["surface"],
        "theme_color": light["surface"],
        "icons": [{"src": ICON, "sizes": "any", "type": "image/svg+xml"}],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    Path(app.outdir, MANIFEST).write_text(f"{text}\n", encoding="utf-8")
    shutil.copyfile(STATIC / _WORKER, Path(app.outdir, _WORKER))
