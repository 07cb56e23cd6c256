/* The condition editor with comfort: a chosen question brings its comparisons at once. Works without: every line has buttons. */
"use strict";

(() => {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("#regel-formular");
    if (form && event.target.matches("[data-refresh]")) htmx.trigger(form, "auffrischen");
  });
  // Buttons of the editor change the tree in place; saving and deleting go the usual way.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#regel-formular button[name=tun]");
    if (!button || ["speichern", "loeschen", "immer"].includes(button.value)) return;
    event.preventDefault();
    const form = button.form;
    // The source sends the inputs of its form along; the button says what to do.
    htmx.ajax("POST", location.href, { source: form, target: "#regel", select: "#regel", swap: "outerHTML show:none", values: { tun: button.value } });
  });
  // What is typed while the answer is on its way stays, and is then looked at as well.
  let before = new Map();
  const controls = () => [...(document.querySelector("#regel-formular")?.elements ?? [])].filter((one) => one.id && !one.multiple);
  const state = (one) => (one.type === "checkbox" ? one.checked : one.value);
  document.addEventListener("htmx:beforeRequest", () => {
    before = new Map(controls().map((one) => [one.id, state(one)]));
  });
  document.addEventListener("htmx:beforeSwap", () => {
    const changed = controls().filter((one) => before.has(one.id) && state(one) !== before.get(one.id));
    if (!changed.length) return;
    document.addEventListener("htmx:afterSettle", () => {
      changed.forEach((old) => {
        const one = document.getElementById(old.id);
        if (one) one[one.type === "checkbox" ? "checked" : "value"] = state(old);
      });
      htmx.trigger("#regel-formular", "auffrischen");
    }, { once: true });
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 300 && !event.detail.serverResponse.includes('id="regel"')) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    const selects = [...document.querySelectorAll("#regel-formular .kb-compare select")];
    if (document.activeElement === document.body) selects.at(-1)?.focus();
  });
})();
