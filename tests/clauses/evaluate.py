"""make clauses: how many of the official clauses are read, and what each rule of the grammar reads.

Give files of cases to judge those instead. Ends with 1 where a reading is wrong.
"""

import sys
from collections import Counter
from pathlib import Path

from scoring.clauses.read import NAMES
from tests.clauses.cases import Judged, clauses, judged, official, own, productions

ORDER = ("对", "不读", "错")


def main(files: list[str]) -> int:
    chosen = [clause for file in files for clause in clauses(Path(file))] or official()
    found = [judged(clause) for clause in chosen]
    _table(found)
    for one in found:
        if one.verdict == "错":
            print(f"错 {one.clause.id}：{one.clause.text}\n   {'；'.join(one.differences)}")
    _grammar(found)
    return int(any(one.verdict == "错" for one in found))


def _table(found: list[Judged]) -> None:
    print("来源        可读  条数   读对   不读   读错   读对的比例")
    for key in dict.fromkeys((one.clause.source, one.clause.whole) for one in found):
        verdicts = Counter(one.verdict for one in found
                           if (one.clause.source, one.clause.whole) == key)
        counts = "".join(f"{verdicts[verdict]:7}" for verdict in ORDER)
        share = 100 * verdicts["对"] / verdicts.total()
        print(f"{key[0]:<12}{key[1]:<4}{verdicts.total():5}{counts}{share:10.0f}%")


def _grammar(found: list[Judged]) -> None:
    used = Counter(name for one in found for name in productions(one.reading))
    ours = Counter(name for clause in own() for name in productions(clause.reading()))
    print(f"\n文法 {len(NAMES)} 条，各读出的条款数（公布的、自拟的常见写法）：")
    for name in sorted(NAMES, key=lambda name: -used[name]):
        print(f"{used[name]:5}{ours[name]:5}  {name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
