// Small helpers around the document. Text always goes in as text, never as markup.

export const $ = (id) => document.getElementById(id);

/** Makes an element: `properties` are set on it (`dataset` merged), `children` are nodes or strings. */
export function element(tag, properties = {}, ...children) {
    const made = document.createElement(tag);
    const { dataset, ...rest } = properties;
    Object.assign(made, rest);
    Object.assign(made.dataset, dataset ?? {});
    made.append(...children);
    return made;
}

/** The time of day of `seconds` since 1970; with milliseconds when `precise`. */
export function clock(seconds, precise = false) {
    const date = new Date(seconds * 1000);
    const two = (number) => String(number).padStart(2, "0");
    const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
    return precise ? `${time}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}` : time;
}

/** Splits `text` at backquotes and sets the quoted parts in `<code>`, as the server's sentences write values. */
export function withCode(text) {
    return text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}
