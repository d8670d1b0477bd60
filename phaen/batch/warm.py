"""Preloads what nearly every source needs. Imported once by the server that worker processes are forked from.

A worker then starts in about ten milliseconds instead of a second, so that replacing one is cheap, and the loaded
modules are shared by all workers.
"""

from __future__ import annotations

import importlib
import os
from contextlib import suppress

from phaen.emit.arrow_alone import leave_pandas_out

# One worker uses one core: libraries must not start threads, and forking a process with threads is not safe.
for _threads in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
# Arrow's default allocator reserves a gigabyte at once, which would count towards the memory limit.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

MODULES = (
    "extract.parse",
    "extract.read.pdf.pdf_reader",
    "extract.read.text.text_reader",
    "phaen.batch.child",
    "phaen.batch.job",
    "phaen.check",
    "phaen.emit.part_files",
    "phaen.emit.plan_rows",
    "pyarrow",
)

_PLAN = """แผนปฏิบัติการป้องกันการทุจริต
ขององค์การบริหารส่วนตำบลตัวอย่าง อำเภอตัวอย่าง จังหวัดตัวอย่าง พ.ศ. 2566 - 2570

มิติ\tภารกิจตามมิติ\tโครงการ/กิจกรรม/มาตรการ\tปี 2566\tปี 2567\tหมายเหตุ
มิติที่ 1\t1.1\tโครงการตัวอย่าง\t10,000\t-\t
รวม\t\tจำนวน 1 โครงการ\t10,000\t-\t

มิติที่ 1 การสร้างสังคมที่ไม่ทนต่อการทุจริต
1.1 การเสริมสร้างจิตสำนึก
1.1.1 โครงการตัวอย่าง
1. ชื่อโครงการ : โครงการตัวอย่าง
2. หลักการและเหตุผล
ข้อความตัวอย่าง
3. วัตถุประสงค์
1) ข้อความตัวอย่าง
4. งบประมาณดำเนินการ
10,000 บาท
5. ผู้รับผิดชอบ
สำนักปลัด
"""


def _warm_up() -> None:
    """Load the modules and convert a small plan, so that all tables of terms are loaded and their patterns compiled."""
    import tempfile
    from pathlib import Path

    leave_pandas_out()
    for module in MODULES:
        importlib.import_module(module)
    from extract.read.options import OcrMode, ReadOptions
    from phaen.batch.job import ConvertJob, convert
    from phaen.batch.sources import BatchSource

    # On a full disk this fails; then the first source of each worker takes longer.
    with suppress(OSError), tempfile.TemporaryDirectory(prefix="phaen-") as folder:
        path = Path(folder, "plan.txt")
        path.write_text(_PLAN, encoding="utf-8")
        convert(ConvertJob(BatchSource(path, path.name), ReadOptions(ocr=OcrMode.NEVER), path.stat().st_size), 1)


_warm_up()
