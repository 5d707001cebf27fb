// The kernel's worker, begun before the notebook application asks for it.
//
// It starts Pyodide at once, hands it to JupyterLite's own worker script when the page says so ("become"), and goes on
// loading what the lessons import, one package at a time, while the reader still reads. Messages that arrive meanwhile
// are answered between two steps. All of it is in one function: a global name of ours could be one of JupyterLite's.
"use strict";

(() => {
  const here = new URL(".", self.location.href).href;
  const folder = here + "pyodide/";
  const KERNEL = ["micropip", "piplite", "ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython"];
  const LATER = [
    ["numpy", "import numpy"],
    ["pandas", "import pandas"],
    ["ruta", "import ruta.practice"],
    ["ipywidgets", "import ipywidgets"],
    ["matplotlib", "import matplotlib.pyplot, matplotlib_inline.backend_inline"],
  ];

  // The program of Pyodide lies compressed beside the rest: a plain file server sends files as they are.
  const plainFetch = self.fetch.bind(self);
  self.fetch = async (resource, options) => {
    const address = String(resource.url || resource);
    if (!address.endsWith("pyodide.asm.wasm")) return plainFetch(resource, options);
    const packed = await plainFetch(address + ".gz", options);
    if (!packed.ok) return packed;
    const type = { headers: { "Content-Type": "application/wasm" } };
    return new Response(packed.body.pipeThrough(new DecompressionStream("gzip")), type);
  };

  const plainImport = self.importScripts.bind(self);
  plainImport(folder + "pyodide.js");
  const warm = start(self.loadPyodide);
  self.loadPyodide = () => warm;
  self.importScripts = (...scripts) => plainImport(...scripts.filter((script) => !script.endsWith("/pyodide.js")));

  async function start(loadPyodide) {
    const pyodide = await loadPyodide({ indexURL: folder, packages: KERNEL });
    await pyodide.runPythonAsync("import piplite.piplite, pyodide_kernel");
    // The completer that the kernel asks for is not shipped; IPython's own does.
    pyodide.runPython("pyodide_kernel.ipython_shell.Completer.use_jedi = False");
    // matplotlib makes its list of fonts once a session, which is no news to a learner.
    pyodide.runPython("__import__('logging').getLogger('matplotlib.font_manager').setLevel('ERROR')");
    carryOn(pyodide);
    return pyodide;
  }

  async function carryOn(pyodide) {
    for (const [name, statement] of LATER) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      await pyodide.loadPackage(name, { messageCallback() {} });
      await new Promise((resolve) => setTimeout(resolve, 0));
      await pyodide.runPythonAsync(statement);
    }
  }

  self.addEventListener("message", function become(event) {
    if (!event.data.become) return;
    event.stopImmediatePropagation();
    self.removeEventListener("message", become);
    // From here on this is JupyterLite's worker; its listeners are in place before the next message is delivered.
    plainImport(event.data.become);
  });
})();
