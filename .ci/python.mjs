// Runs pytest on another Python than this machine's: CPython as Pyodide builds it, in Node.
//
//     node .ci/python.mjs PYODIDE PACKAGES [ARGUMENT OF PYTEST...]
//
// PYODIDE is a folder with Pyodide's npm package, PACKAGES one with pure Python packages; the tree lies in the folder that
// it is started from. There are no processes, threads or sockets in it, so tests that need them are skipped.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, packages, ...rest] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(runtime, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: resolve(runtime), env: { HOME: "/home", PYTHONUTF8: "1", TZ: "UTC" } });
python.mountNodeFS("/tree", process.cwd());
python.mountNodeFS("/packages", resolve(packages));
python.globals.set("rest", python.toPy(rest));
process.exitCode = python.runPython(`
import os, sys
os.chdir("/tree")
sys.path[:0] = ["/tree/src", "/packages"]
sys.dont_write_bytecode = True
print("Python", sys.version.partition(" (")[0], "on", sys.platform)
import pytest
int(pytest.main(list(rest)))
`);
