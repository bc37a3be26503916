// What the pages do beyond being read: find and filter long lists, write an answer into its entry, copy and save.
// Everything is on the pages without this script too. Nothing is fetched but the lists' own data beside it, as scripts,
// since a page opened from a disk may load no other kind. The view of a list stands in the address, after the #.
"use strict"
;(() => {
  const assets = document.currentScript.src.replace(/[^/]*$/, "")
  const VIEW = 20

  const make = (name, attributes = {}, ...inside) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "on") Object.entries(value).forEach(([event, act]) => made.addEventListener(event, act))
      else if (value !== false) made.setAttribute(key, value === true ? "" : value)
    }
    made.append(...inside)
    return made
  }

  let labels = 0
  const labeled = (text, input) => {
    input.id = `mm-field-${(labels += 1)}`
    return make("div", { class: "mm-field" }, make("label", { for: input.id }, text), input)
  }

  const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (whole, key) => parts[key] ?? whole)

  // The data of lists: an index each, and parts with the items as they stand in the pages.
  const waiting = new Map()
  const load = file => {
    if (!waiting.has(file)) {
      let done
      const promise = new Promise((resolve, reject) => {
        done = resolve
        document.head.append(make("script", { src: `${assets}data/${file}.js`, on: { error: reject } }))
      })
      waiting.set(file, { promise, done })
    }
    return waiting.get(file).promise
  }
  window.manymeans = {
    index: (name, data) => waiting.get(name).done(data),
    part: (name, at, items) => waiting.get(`${name}-${at}`).done(items),
  }

  const fromAddress = () => {
    const said = location.hash.includes("=") ? location.hash.slice(1) : location.search.slice(1)
    return Object.fromEntries(new URLSearchParams(said))
  }
  const toAddress = view => {
    const said = new URLSearchParams(Object.entries(view).filter(([, value]) => value))
    history.replaceState(null, "", `${location.pathname}${location.search}${said.size ? `#${said}` : "#"}`)
  }

  const copy = async (text, button, words) => {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      const area = make("textarea", { class: "mm-unseen", "aria-hidden": "true" }, text)
      document.body.append(area)
      area.select()
      document.execCommand("copy")
      area.remove()
      button.focus()
    }
    const said = button.textContent
    button.textContent = words.copied
    setTimeout(() => (button.textContent = said), 2000)
  }

  const copyButton = (text, words, label = words.copy) => {
    const button = make("button", { type: "button", class: "mm-button" }, label)
    button.addEventListener("click", () => copy(text(), button, words))
    return button
  }

  // A list with its fields.
  class List {
    constructor(place) {
      this.place = place
      this.name = place.dataset.list
      this.perPart = Number(place.dataset.perPage)
      this.shown = Number(place.dataset.shown)
      this.words = JSON.parse(place.dataset.words)
      this.static = [...document.querySelectorAll(".mm-items, .mm-pager")]
      this.results = make("div", { class: "mm-items", hidden: true })
      this.status = make("p", { class: "mm-facts", role: "status" })
      this.pager = make("nav", { class: "mm-pager", "aria-label": this.words.found.replace(/\{.*?\}/g, ""), hidden: true })
      addEventListener("hashchange", () => location.hash.includes("=") && this.read())
    }

    async start() {
      this.data = await load(this.name)
      this.place.append(this.fields(), this.buttons(), this.status)
      this.place.after(this.results, this.pager)
      this.read()
    }

    fields() {
      const { fields, names, principles } = this.data
      this.inputs = {}
      const text = make("input", { type: "search", autocomplete: "off" })
      const all = [this.field("text", text)]
      fields.forEach((name, at) => {
        const options = names[at].filter(([key]) => key)
        if (options.length > 1) all.push(this.field(name, this.select(name, options)))
        if (name === "lesson" && principles.length > 1) {
          all.push(this.field("principle", this.select("principle", principles)))
        }
      })
      const legend = make("legend", {}, this.words.title)
      return make("fieldset", { class: "mm-fields" }, legend, ...all)
    }

    select(name, options) {
      const isListed = name === "outcome" || name === "state"
      const first = make("option", { value: "" }, isListed ? this.words.listed : this.words.any)
      const any = isListed ? [make("option", { value: "any" }, this.words.any)] : []
      const sorted = [...options].sort((one, two) => one[1].localeCompare(two[1]))
      return make("select", {}, first, ...any, ...sorted.map(([key, said]) => make("option", { value: key }, said)))
    }

    field(name, input) {
      this.inputs[name] = input
      input.addEventListener(input.tagName === "SELECT" ? "change" : "input", () => this.changed())
      return labeled(this.words[name], input)
    }

    buttons() {
      const clear = make("button", { type: "button", class: "mm-button" }, this.words.clear)
      clear.addEventListener("click", () => this.show({}))
      return make("p", { class: "mm-buttons" }, clear, copyButton(() => location.href, this.words, this.words.address))
    }

    read() {
      const view = fromAddress()
      this.show(Object.fromEntries([...Object.keys(this.inputs), "page"].map(key => [key, view[key] || ""])))
    }

    changed() {
      this.show(Object.fromEntries(Object.entries(this.inputs).map(([key, input]) => [key, input.value.trim()])), false)
    }

    async show(view, isNew = true) {
      if (isNew) Object.entries(this.inputs).forEach(([key, input]) => (input.value = view[key] || ""))
      const isFiltered = Object.entries(view).some(([key, value]) => value && key !== "page")
      if (isFiltered || location.hash.includes("=")) toAddress(view)
      const turn = (this.turn = (this.turn || 0) + 1)
      const found = this.found(view)
      const pages = Math.max(1, Math.ceil(found.length / VIEW))
      const page = Math.min(pages, Math.max(1, Number(view.page) || 1))
      const html = isFiltered ? await this.written(found.slice((page - 1) * VIEW, page * VIEW)) : []
      if (turn !== this.turn) return
      this.static.forEach(part => (part.hidden = isFiltered))
      this.results.hidden = !isFiltered
      this.results.innerHTML = html.join("")
      forms(this.results)
      this.page(isFiltered ? pages : 1, page, view)
      const said = { number: found.length.toLocaleString(), total: this.data.rows.length.toLocaleString() }
      this.status.textContent = found.length ? fill(this.words.found, said) : this.words.none
    }

    // The numbers of the items that fit. Those that the page does not list come in by outcome or decision only.
    found(view) {
      const { fields, names, principles, rows } = this.data
      const wanted = fields.flatMap((name, at) => {
        const value = view[name]
        return value && value !== "any" ? [[at, names[at].findIndex(([key]) => key === value)]] : []
      })
      const behind = view.principle && new Set(principles.find(([id]) => id === view.principle)?.[2] ?? [])
      const parts = (view.text || "").toLocaleLowerCase().split(/\s+/).filter(Boolean)
      const most = view.outcome || view.state ? rows.length : this.shown
      const rule = fields.indexOf("rule")
      const found = []
      for (let at = 0; at < most; at++) {
        const row = rows[at]
        if (!wanted.every(([field, value]) => row[field] === value)) continue
        if (behind && !behind.has(row[rule])) continue
        if (parts.length && !this.holds(row, parts)) continue
        found.push(at)
      }
      return found
    }

    holds(row, parts) {
      const { fields, names } = this.data
      const said = [row[fields.length], ...["unit", "lesson", "rule"].map(name => names[fields.indexOf(name)][row[fields.indexOf(name)]][1])]
      const text = said.join(" ").toLocaleLowerCase()
      return parts.every(part => text.includes(part))
    }

    async written(numbers) {
      const parts = [...new Set(numbers.map(at => Math.floor(at / this.perPart)))]
      const loaded = new Map(await Promise.all(parts.map(async part => [part, await load(`${this.name}-${part}`)])))
      return numbers.map(at => loaded.get(Math.floor(at / this.perPart))[at % this.perPart])
    }

    page(pages, page, view) {
      const step = (words, to) => {
        const button = make("button", { type: "button", class: "mm-button", disabled: to < 1 || to > pages }, words)
        button.addEventListener("click", async () => {
          await this.show({ ...view, page: String(to) }, false)
          this.place.scrollIntoView()
        })
        return button
      }
      const where = make("span", {}, fill(this.words.page, { number: page, total: pages }))
      this.pager.replaceChildren(step(this.words.before, page - 1), where, step(this.words.after, page + 1))
      this.pager.hidden = pages < 2
    }
  }

  // An answer, written into its entry while the reviewer types.
  let person = ""
  const forms = place => {
    const words = JSON.parse(document.querySelector(".mm-filter")?.dataset.words ?? "null")
    if (words) place.querySelectorAll(".mm-decide").forEach(one => one.addEventListener("toggle", () => form(one, words), { once: true }))
  }

  let forms_made = 0
  const form = (place, words) => {
    const entry = place.querySelector("code")
    const written = entry.textContent
    const number = (forms_made += 1)
    const given = {}
    const write = () => {
      entry.textContent = written.replace(/^( +)(who|when|outcome|reason|answer|reflection):.*$/gm, (line, space, key) => {
        if (!given[key]) return line
        return `${space}${key}: ${key === "when" ? given[key] : JSON.stringify(given[key])}`
      })
    }
    const field = (key, label, input) => {
      input.addEventListener("input", () => {
        given[key] = input.value.trim()
        if (key === "who") person = given[key]
        write()
      })
      if (input.value) given[key] = input.value
      return labeled(label, input)
    }
    const radio = key => {
      const input = make("input", { type: "radio", name: `mm-outcome-${number}`, value: key })
      input.addEventListener("change", () => {
        given.outcome = key
        write()
      })
      return make("label", { class: "mm-choice" }, input, ` ${words[key]}`)
    }
    const now = new Date()
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, "0")).join("-")
    const reflection = "reflection" in place.dataset ? [field("reflection", words.reflection, make("textarea", { rows: 2 }))] : []
    const outcomes = ["yes", "partly", "no", "not-for-this-unit"].map(radio)
    const who = make("input", { type: "text", autocomplete: "name" })
    who.value = person
    const when = make("input", { type: "date" })
    when.value = today
    const save = make("button", { type: "button", class: "mm-button" }, words.download)
    save.addEventListener("click", () => {
      const address = URL.createObjectURL(new Blob([`${entry.textContent}\n`], { type: "application/yaml" }))
      make("a", { href: address, download: place.dataset.file }).click()
      setTimeout(() => URL.revokeObjectURL(address), 1000)
    })
    place.querySelector("summary").after(
      make(
        "div",
        { class: "mm-form" },
        ...reflection,
        make("fieldset", {}, make("legend", {}, words.answer), ...outcomes),
        field("reason", words.reason, make("textarea", { rows: 2 })),
        field("answer", words.said, make("textarea", { rows: 2 })),
        field("who", words.name, who),
        field("when", words.date, when),
        make("p", { class: "mm-buttons" }, save, copyButton(() => `${entry.textContent}\n`, words)),
      ),
    )
    write()
  }

  // The cards of units, found by any of their words.
  const finder = place => {
    const cards = [...document.querySelectorAll(".mm-unit")]
    const texts = cards.map(card => card.textContent.toLocaleLowerCase())
    const status = make("p", { class: "mm-facts", role: "status" })
    const input = make("input", { type: "search", autocomplete: "off" })
    const show = () => {
      const parts = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean)
      let shown = 0
      cards.forEach((card, at) => {
        card.hidden = !parts.every(part => texts[at].includes(part))
        shown += !card.hidden
      })
      status.textContent = parts.length ? `${shown} / ${cards.length}` : ""
    }
    input.addEventListener("input", () => {
      toAddress({ text: input.value.trim() })
      show()
    })
    input.value = fromAddress().text ?? ""
    place.append(labeled(place.dataset.label, input), status)
    show()
  }

  // Text that is there to be pasted, with a button.
  const pastes = () => {
    document.querySelectorAll(".mm-step .mm-code, .mm-paste .mm-code").forEach(block => {
      const words = JSON.parse(document.querySelector("[data-copy-words]")?.dataset.copyWords ?? "null")
      if (words) block.after(make("p", { class: "mm-buttons" }, copyButton(() => block.textContent, words)))
    })
  }

  // The theme's search is a dialog without a name: it gets that of its field.
  const nameSearch = () => {
    const name = document.querySelector(".md-search__input")?.getAttribute("aria-label")
    if (name) document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", name)
  }

  // The theme puts wide tables into parts that scroll: these can be reached by keyboard.
  const reachScrolled = () => document.querySelectorAll(".md-typeset__scrollwrap").forEach(part => (part.tabIndex = 0))

  addEventListener("load", reachScrolled)

  const start = () => {
    nameSearch()
    document.querySelectorAll(".mm-filter").forEach(place => new List(place).start())
    document.querySelectorAll(".mm-find").forEach(finder)
    forms(document)
    pastes()
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start)
  else start()
})()
