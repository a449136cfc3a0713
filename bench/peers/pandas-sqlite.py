"""pandas and SQLite: how a small server does it. Prints one line of JSON."""
import json, os, resource, sqlite3, sys, tempfile, time

import pandas

with tempfile.TemporaryDirectory() as folder:
    began = time.perf_counter()
    frame = pandas.read_csv(sys.argv[1])
    with sqlite3.connect(os.path.join(folder, "peer.db")) as db:
        frame.to_sql("sales", db, index=False)
        revenue, units, bills = db.execute('SELECT round(sum(Amount) * 100), sum(Qty), count(DISTINCT "Bill No") FROM sales').fetchone()
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory_mb": memory, "answer": {"revenue": int(revenue), "units": int(units), "bills": int(bills)}}))
