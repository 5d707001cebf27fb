// In the head of the notebook page: set the language, begin the kernel's worker now, give it to JupyterLite on request.
"use strict";
(() => {
  // The first folder of the notebook's path is its language; JupyterLite's own words follow it.
  const language = (new URLSearchParams(location.search).get("path") || "").split("/")[0];
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (resource, options) => {
    const answer = await plainFetch(resource, options);
    if (language !== "es" || !String(resource.url || resource).endsWith("/notebooks/jupyter-lite.json")) return answer;
    const settings = await answer.json();
    settings["jupyter-config-data"].settingsOverrides = {
      "@jupyterlab/translation-extension:plugin": { locale: "es_ES" },
    };
    return new Response(JSON.stringify(settings));
  };
  if (language) document.documentElement.lang = language;

  const PlainWorker = window.Worker;
  const address = new URL("../static/warm-worker.js", document.baseURI);
  let first = new PlainWorker(address);
  window.Worker = class {
    constructor(script, options) {
      if (!String(script).includes("pyodide-kernel-extension")) return new PlainWorker(script, options);
      // A second kernel, or one begun anew, gets a worker of its own.
      const worker = first || new PlainWorker(address);
      first = null;
      worker.postMessage({ become: new URL(script, document.baseURI).href });
      return worker;
    }
  };
})();
