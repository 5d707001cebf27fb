// In the head of the notebook page: set the language, begin the kernel's worker now, give it to JupyterLite on request.
"use strict";
(() => {
  // The first folder of the notebook's path is its language; JupyterLite's own words follow it.
  const language = (new URLSearchParams(location.search).get("path") || "").split("/")[0];
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (resource, options) => {
    const answer = await plainFetch(resource, options);
    if (!String(resource.url || resource).endsWith("/notebooks/jupyter-lite.json")) return answer;
    const settings = await answer.json();
    settings["jupyter-config-data"].settingsOverrides = overrides();
    return new Response(JSON.stringify(settings));
  };
  // Taking one's work home is a button: JupyterLite has the command, but in no menu.
  const overrides = () => {
    const label = language === "es" ? "Descargar" : "Download";
    const button = { name: "download", command: "docmanager:download", label, rank: 1 };
    const chosen = { "@jupyterlab/notebook-extension:panel": { toolbar: [button] } };
    if (language === "es") chosen["@jupyterlab/translation-extension:plugin"] = { locale: "es_ES" };
    return chosen;
  };
  if (language) document.documentElement.lang = language;

  // The packed files need a browser of 2023 or later; an older one would wait for its kernel for ever.
  if (!window.DecompressionStream) {
    const sentence = {
      en: "This browser is too old for the lab (it needs Chrome or Edge 89, Firefox 113 or Safari 16.4). "
        + "Download the notebook from the page of the lesson instead.",
      es: "Este navegador es demasiado antiguo para el laboratorio (se necesita Chrome o Edge 89, Firefox 113 o "
        + "Safari 16.4). Descargue el cuaderno desde la página de la lección.",
    };
    document.addEventListener("DOMContentLoaded", () => {
      const note = document.createElement("p");
      note.setAttribute("role", "alert");
      note.style.cssText = "position:relative;z-index:9999;margin:0;padding:1rem;background:#fff;color:#000";
      note.textContent = sentence[language] || sentence.es;
      document.body.prepend(note);
    });
    return;
  }

  // Arrow keys in a control move the control, not the notebook's cells.
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest(".jupyter-widgets")) target.setAttribute("data-lm-suppress-shortcuts", "true");
  });

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
