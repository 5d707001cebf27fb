// Run repack.py inside Pyodide under Node: node compile.cjs <pyodide> <lock> <repack.py> <from> <to>
const fs = require("fs");
const path = require("path");

async function main([pyodideFolder, lockFileURL, script, source, target]) {
  const { loadPyodide } = require(path.join(pyodideFolder, "pyodide.js"));
  const pyodide = await loadPyodide({ indexURL: pyodideFolder, lockFileURL });
  for (const [place, root] of [["/from", source], ["/to", target]]) {
    pyodide.FS.mkdirTree(place);
    pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root }, place);
  }
  pyodide.runPython(fs.readFileSync(script, "utf8"));
  pyodide.runPython(`
import os
for name in sorted(os.listdir("/from")):
    repack("/from/" + name, "/to/" + name, compiled=True)
`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
