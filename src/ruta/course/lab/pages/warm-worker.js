// The kernel's worker, begun before the notebook application asks for it.
//
// It starts Pyodide at once, hands it to JupyterLite's own worker script when the page says so ("become"), and goes on
// importing what the lessons use while the reader still reads. Messages that arrive meanwhile are answered between two
// imports. All of it is in one function: a global name of ours could be one of JupyterLite's.
"use strict";

(() => {
  const folder = new URL("pyodide/", self.location.href).href;
  const packages = "/lib/python3.12/site-packages";
  // IPython's shell for a terminal, which a browser has none of, would be a fifth of the kernel's imports.
  const withoutTerminal = `
def leave_terminal_out():
    import sys, types
    sys.modules["IPython.terminal.embed"] = types.ModuleType("IPython.terminal.embed")
    sys.modules["IPython.terminal.embed"].embed = None
leave_terminal_out()
del leave_terminal_out`;

  // pandas asks for the zone UTC; where the system has no such file, dateutil unpacks and reads those of the whole world.
  const zoneOfUtc = `
def keep_zone_of_utc():
    import pathlib, tzdata
    folder = pathlib.Path("/usr/share/zoneinfo")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "UTC").write_bytes(pathlib.Path(tzdata.__file__).with_name("zoneinfo").joinpath("UTC").read_bytes())
keep_zone_of_utc()
del keep_zone_of_utc`;

  // matplotlib composes the help text of each class's set() while it is imported; here that waits for nobody.
  const plainArtists = `
def leave_help_of_set_out():
    from matplotlib.artist import Artist
    Artist._update_set_signature_and_docstring = classmethod(lambda cls: None)
leave_help_of_set_out()
del leave_help_of_set_out`;

  const later = [
    "import numpy", zoneOfUtc, "import pandas", "import ruta.practice", "import ipywidgets", plainArtists,
    "import matplotlib.pyplot, matplotlib_inline.backend_inline",
  ];
  const pause = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  // JupyterLite greets the kernel in a few short messages. An import, which takes up to a second, lets them pass: once it
  // has become JupyterLite's worker, the next one waits until nothing has been asked for a moment.
  const moment = 80; // milliseconds
  let heard = 0;
  let greeted = true;
  self.addEventListener("message", () => { heard = performance.now(); });

  async function letPass() {
    do await pause(10); while (!greeted && performance.now() - heard < moment);
    greeted = true;
  }

  // Large files lie compressed beside the rest: a plain file server sends files as they are.
  const plainFetch = self.fetch.bind(self);
  const kinds = { "pyodide.asm.wasm": "application/wasm", "python_stdlib.zip": "application/zip" };
  self.fetch = async (resource, options) => {
    const address = String(resource.url || resource);
    const kind = kinds[address.split("/").pop()];
    return kind ? unpacked(address, kind) : plainFetch(resource, options);
  };

  async function unpacked(address, kind) {
    const answer = await plainFetch(`${address}.gz`);
    if (!answer.ok) return answer;
    return new Response(answer.body.pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": kind } });
  }

  async function bundle(name) {
    return (await unpacked(`${folder}${name}.zip`, "application/zip")).arrayBuffer();
  }

  // The members of a zip whose files are not compressed, as its central directory lists them (PKWARE's APPNOTE, 4.3).
  // The files are views of the archive: nothing is copied, which Python's own reader would do file by file.
  function* members(archive) {
    const [view, utf8] = [new DataView(archive), new TextDecoder()];
    const end = archive.byteLength - 22; // of a zip without a comment
    let entry = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      const [size, header] = [view.getUint32(entry + 24, true), view.getUint32(entry + 42, true)];
      const [named, extra, comment] = [28, 30, 32].map((field) => view.getUint16(entry + field, true));
      const name = utf8.decode(new Uint8Array(archive, entry + 46, named));
      const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
      yield [name, new Uint8Array(archive, start, size)];
      entry += 46 + named + extra + comment;
    }
  }

  function lay(archive, { FS }) {
    for (const [name, content] of members(archive)) {
      const path = `${packages}/${name}`;
      FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      if (!path.endsWith("/")) FS.writeFile(path, content, { canOwn: true });
    }
  }

  async function begin(loadPyodide) {
    const kernel = bundle("kernel");
    const pyodide = await loadPyodide({ indexURL: folder });
    const unpack = async (archive) => {
      lay(await archive, pyodide);
      pyodide.pyimport("importlib").invalidate_caches();
    };
    const others = ["data", "ruta", "figures"].map(bundle);
    await unpack(kernel);
    // A cell that is run early waits until everything is there, whatever it imports.
    const complete = deferred();
    pyodide.loadPackagesFromImports = () => complete.promise;
    // The notebook's own folder comes last: each look into the browser's store costs up to 20 ms.
    const path = pyodide.pyimport("sys").path;
    path.remove("");
    path.append("");
    pyodide.runPython(withoutTerminal);
    await pyodide.runPythonAsync("import piplite.piplite, pyodide_kernel");
    // The completer that the kernel asks for is not shipped; IPython's own does.
    pyodide.runPython("pyodide_kernel.ipython_shell.Completer.use_jedi = False");
    // matplotlib makes its list of fonts once a session, which is no news to a learner.
    pyodide.runPython("__import__('logging').getLogger('matplotlib.font_manager').setLevel('ERROR')");
    carryOn(pyodide, others.map((archive) => () => unpack(archive)), complete);
    return pyodide;
  }

  async function carryOn(pyodide, steps, complete) {
    try {
      for (const step of steps) {
        await pause();
        await step();
      }
    } catch (error) {
      complete.reject(error);
      throw error;
    }
    // Should an import fail, the cell that needs it says so better than a kernel that never answers.
    await importAll(pyodide).finally(complete.resolve);
  }

  async function importAll(pyodide) {
    const path = pyodide.pyimport("sys").path;
    for (const code of later) {
      await letPass();
      // What is imported here never lies in the notebook's own folder; a cell that runs between two imports finds it.
      path.remove("");
      try {
        pyodide.runPython(code);
      } finally {
        path.append("");
      }
    }
  }

  function deferred() {
    const made = {};
    made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    return made;
  }

  const plainImport = self.importScripts.bind(self);
  plainImport(`${folder}pyodide.js`);
  const warm = begin(self.loadPyodide);
  self.loadPyodide = () => warm;
  self.importScripts = (...scripts) => plainImport(...scripts.filter((script) => !script.endsWith("/pyodide.js")));

  self.addEventListener("message", function become(event) {
    if (!event.data.become) return;
    event.stopImmediatePropagation();
    self.removeEventListener("message", become);
    greeted = false;
    // From here on this is JupyterLite's worker; its listeners are in place before the next message is delivered.
    plainImport(event.data.become);
  });
})();
