/* Comfort only: questions that depend on an answer come and go while one fills in. Without this file they come
   with the next page. htmx swaps the form; what is typed meanwhile stays, and what has changed is read out. */
"use strict";

(() => {
  const known = new WeakMap();
  const controls = (form) => [...form.elements].filter((one) => one.name && one.id && one.type !== "hidden");
  const state = (one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value);
  let pressed = false;
  addEventListener("pointerdown", () => { pressed = true; }, { capture: true });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { pressed = false; }, { capture: true });
  // Files stay in the browser until a button sends them.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches?.("[data-form]")) return;
    for (const [name, value] of [...event.detail.formData]) if (value instanceof File) event.detail.formData.delete(name);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.matches?.("[data-form]")) {
      known.set(event.target, new Map(controls(event.target).map((one) => [one.id, state(one)])));
    }
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = document.querySelector("form[data-form]");
    const before = form && known.get(form);
    if (!before || !event.detail.shouldSwap || event.target.id !== "formular") return;
    // A button under the finger must not move, and a form on its way is done with.
    if (pressed || form.dataset.sent) {
      event.detail.shouldSwap = false;
      return;
    }
    const changed = controls(form).filter((one) => one.files?.length || state(one) !== before.get(one.id));
    document.addEventListener("htmx:afterSwap", () => changed.forEach((old) => {
      const one = document.getElementById(old.id);
      if (!one) return;
      if (one.type === "file") one.files = old.files;
      else if (typeof state(old) === "boolean") one.checked = old.checked;
      else one.value = old.value;
    }), { once: true });
  });

  /* ---------- what came and what went is said, once, by a status outside of the swapped part ---------- */
  const told = document.getElementById("neue-fragen");
  const questions = () => new Map([...document.querySelectorAll("#formular .kh-field[data-path]")].map((one) => [
    one.dataset.path,
    (one.querySelector("legend, .kern-label")?.textContent ?? "").replace("– freiwillig", "").replace(/\s+/g, " ").trim(),
  ]));
  let asked = new Map();
  const names = (found) => (found.length > 3 ? `${found.length} Fragen` : found.join(", "));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.target.id === "formular") asked = questions();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!told || event.target.id !== "formular") return;
    const now = questions();
    const came = [...now].filter(([path]) => !asked.has(path)).map(([, label]) => label);
    const went = [...asked].filter(([path]) => !now.has(path)).map(([, label]) => label);
    const said = [came.length ? `Neu auf dieser Seite: ${names(came)}.` : "", went.length ? `Nicht mehr gefragt: ${names(went)}.` : ""];
    told.textContent = said.filter(Boolean).join(" ");
  });
})();
