/* The form builder with comfort: keys in the tree, drag and drop, folds and focus that stay. Every page works without. */
"use strict";

(() => {
  const root = () => document.querySelector("[data-builder]");
  const tree = () => document.querySelector("[data-tree]");
  const lines = () => [...(tree()?.querySelectorAll(".kb-line") ?? [])].filter((one) => one.offsetParent);
  const current = () => tree()?.querySelector(".kb-line[aria-current]");
  const fold = (line) => line.parentElement.querySelector(":scope > .kb-fold");
  const above = (line) => line.parentElement.parentElement.closest("li")?.querySelector(":scope > .kb-line");

  /* ---------- one stop for the Tab key; arrows do the rest ---------- */
  const stop = (line) => {
    tree()?.querySelectorAll(".kb-line").forEach((one) => { one.tabIndex = one === line ? 0 : -1; });
  };
  const go = (line) => {
    if (!line) return;
    stop(line);
    line.focus();
  };

  /* ---------- send what a key or a drop means, as the button would ---------- */
  const send = (values) => {
    const form = document.querySelector("form[data-save]");
    const token = form?.querySelector("[name=csrfmiddlewaretoken]")?.value;
    if (!token || form.querySelector("fieldset:disabled")) return;
    const shown = form.querySelector("[name=shown]").value;
    htmx.ajax("POST", form.getAttribute("action"), {
      source: root(), target: "#bau", swap: "outerHTML", select: "#bau",
      values: { csrfmiddlewaretoken: token, shown, ...values },
    });
  };

  const moves = { ArrowUp: "hoch", ArrowDown: "runter", ArrowRight: "hinein", ArrowLeft: "heraus" };
  const steps = {
    ArrowDown: (line, all) => go(all[all.indexOf(line) + 1]),
    ArrowUp: (line, all) => go(all[all.indexOf(line) - 1]),
    Home: (line, all) => go(all[0]),
    End: (line, all) => go(all.at(-1)),
    ArrowRight: (line, all) => {
      const inside = fold(line);
      if (inside && !inside.open) inside.open = true;
      else if (inside) go(all[all.indexOf(line) + 1]);
    },
    ArrowLeft: (line) => {
      const inside = fold(line);
      if (inside?.open) inside.open = false;
      else go(above(line));
    },
    n: () => {
      const place = document.querySelector("#bau-neu");
      if (!place) return;
      place.open = true;
      place.querySelector("[data-first]").focus();
    },
    d: (line) => send({ tun: "kopieren", element: line.dataset.address }),
    Delete: (line) => send({ tun: "loeschen", element: line.dataset.address }),
    z: () => document.querySelector(".kb-turn [value=zurueck]:not(:disabled)")?.click(),
    "/": () => document.querySelector("[data-builder-search]")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    const line = event.target.closest?.(".kb-line");
    if (!line || event.ctrlKey || event.metaKey) return;
    if (event.altKey) {
      if (!Object.hasOwn(moves, event.key)) return;
      send({ tun: moves[event.key], element: line.dataset.address });
    } else if (Object.hasOwn(steps, event.key)) steps[event.key](line, lines());
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true });

  /* ---------- drag and drop: before, behind, or into what can hold something ---------- */
  let dragged = null;
  const place = (event, line) => {
    const box = line.getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    if ("holds" in line.dataset && part > .3 && part < .7) return "in";
    return part < .5 ? "before" : "after";
  };
  const clear = () => document.querySelectorAll(".kb-line--over").forEach((one) => one.classList.remove("kb-line--over"));
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-tree] .kb-line");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragend", () => { dragged = null; clear(); });
  document.addEventListener("dragover", (event) => {
    const line = dragged && event.target.closest?.(".kb-line");
    if (!line || line === dragged) return;
    event.preventDefault();
    clear();
    line.classList.add("kb-line--over");
  });
  document.addEventListener("drop", (event) => {
    const line = dragged && event.target.closest?.(".kb-line");
    if (!line || line === dragged) return;
    event.preventDefault();
    const how = place(event, line);
    const values = { tun: "nach", element: dragged.dataset.address };
    if (how === "in") values.ziel = line.dataset.address;
    else {
      const beside = [...line.parentElement.parentElement.children].filter((one) => one !== dragged.parentElement);
      values.ziel = above(line)?.dataset.address ?? "";
      values.stelle = beside.indexOf(line.parentElement) + (how === "after" ? 1 : 0);
    }
    send(values);
  });

  /* ---------- what stays through a swap: folds, scroll position, focus in the tree ---------- */
  const folds = new Map();
  let scrolled = 0;
  let inTree = false;
  document.addEventListener("toggle", (event) => {
    if (event.target.matches?.(".kb-fold")) folds.set(event.target.id, event.target.open);
  }, { capture: true });

  document.addEventListener("htmx:beforeSwap", (event) => {
    // A page that is no builder (logged out, gone) is opened as what it is.
    if (event.detail.xhr.status < 300 && !event.detail.serverResponse.includes('id="bau"')) {
      event.detail.shouldSwap = false;
      location.reload();
    }
    scrolled = document.querySelector(".kb-outline")?.scrollTop ?? 0;
    inTree = Boolean(document.activeElement?.closest?.("[data-tree]"));
  });

  const prepare = () => {
    for (const [id, open] of folds) {
      const one = document.getElementById(id);
      if (one && !one.querySelector("[aria-current]")) one.open = open;
    }
    tree()?.querySelectorAll(".kb-line").forEach((one) => { one.draggable = true; });
    stop(current() ?? lines()[0]);
    const here = root()?.dataset.here;
    document.querySelectorAll(".kb-here").forEach((one) => one.classList.remove("kb-here"));
    const shown = here ? document.getElementById(here) : null;
    const whole = shown?.closest(".kern-form-input, .kern-form-check, fieldset:not(.kh-group), section") ?? shown;
    whole?.classList.add("kb-here");
  };
  // Only the tree scrolls to its line, the page stays where it is.
  const reveal = () => {
    const outline = document.querySelector(".kb-outline");
    const line = current();
    if (!line || !outline) return;
    const inside = line.getBoundingClientRect().top - outline.getBoundingClientRect().top;
    if (inside < 0 || inside > outline.clientHeight - line.offsetHeight) outline.scrollTop += inside - outline.clientHeight / 3;
  };
  const settle = () => {
    prepare();
    const outline = document.querySelector(".kb-outline");
    if (outline) outline.scrollTop = scrolled;
    if (inTree) go(current() ?? lines()[0]);
    else document.querySelector("#bau-meldung .kh-errors")?.focus();
    reveal();
  };
  document.addEventListener("htmx:afterSettle", settle);

  /* ---------- saving by itself leaves out what only a button may send ---------- */
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-manual]")) event.stopPropagation();
  }, { capture: true });
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches?.("form[data-save]")) return;
    for (const name of [...event.detail.formData.keys()]) if (name.endsWith(".mehr")) event.detail.formData.delete(name);
  });

  prepare();
  reveal();
})();
