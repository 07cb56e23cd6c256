/* Comfort only: search fields of code lists become comboboxes (WAI-ARIA 1.2). Without this file the button
   "In der Liste suchen" does the same on the server. What is chosen is put into the field as its name. */
"use strict";

(() => {
  const WAIT = 150;

  const enhance = (field) => {
    const box = field.closest(".kh-codes");
    const lists = field.form?.dataset.lists;
    if (!box || !lists) return;
    const label = field.labels[0]?.textContent.trim() ?? "Auswahl";
    const list = Object.assign(document.createElement("ul"), { id: `${field.id}-list`, className: "kh-options", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label);
    const told = Object.assign(document.createElement("p"), { className: "kern-sr-only" });
    told.setAttribute("role", "status");
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
    })) field.setAttribute(name, value);
    box.querySelector("[data-codes-search]")?.remove();
    field.after(list, told);

    let options = [];
    let active = -1;
    let timer;
    let asked;

    const close = () => {
      list.hidden = true;
      active = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };

    const mark = (at) => {
      options[active]?.setAttribute("aria-selected", "false");
      active = at;
      const option = options[at];
      if (!option) return field.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      return field.setAttribute("aria-activedescendant", option.id);
    };

    const choose = (option) => {
      box.querySelector("[data-codes-hits]")?.remove();
      field.value = option.dataset.text;
      told.textContent = `${option.dataset.text} ist gewählt.`;
      close();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const show = ({ hits, more }) => {
      active = -1;
      options = hits.map((text, at) => {
        const option = Object.assign(document.createElement("li"), { id: `${list.id}-${at}`, textContent: text });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = text;
        return option;
      });
      list.replaceChildren(...options);
      list.hidden = !options.length;
      field.setAttribute("aria-expanded", String(options.length > 0));
      field.removeAttribute("aria-activedescendant");
      if (!options.length) told.textContent = "Nichts gefunden.";
      else if (more) told.textContent = `Die ersten ${options.length} Treffer. Tippen Sie weiter.`;
      else told.textContent = options.length === 1 ? "Ein Treffer." : `${options.length} Treffer.`;
    };

    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const query = new URLSearchParams({ feld: field.name, q: field.value });
      try {
        const answer = await fetch(`${lists}?${query}`, { signal: asked.signal, headers: { Accept: "application/json" } });
        if (answer.ok && document.activeElement === field) show(await answer.json());
      } catch {
        // No network: what is typed is sent with the page and answered there.
        close();
      }
    };

    field.addEventListener("input", () => {
      box.querySelector("[data-codes-hits]")?.remove();
      clearTimeout(timer);
      if (field.value.trim()) timer = setTimeout(ask, WAIT);
      else close();
    });
    field.addEventListener("keydown", (event) => {
      const open = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!open) return void ask();
        const last = options.length - 1;
        mark(event.key === "ArrowDown" ? (active >= last ? 0 : active + 1) : active <= 0 ? last : active - 1);
      } else if (event.key === "Enter" && open && options[active]) {
        event.preventDefault();
        choose(options[active]);
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        close();
      }
      return undefined;
    });
    field.addEventListener("blur", () => { clearTimeout(timer); close(); });
    // A press must not take the focus out of the field before the click has chosen.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
  };

  const all = () => document.querySelectorAll("form[data-lists] input[data-codes]:not([role])").forEach(enhance);
  all();
  document.addEventListener("htmx:afterSwap", all);
})();
