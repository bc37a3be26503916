// Browsers refuse web workers to pages opened from a disk. The theme's search runs in one, so for such pages this
// gives it a stand-in with the same manners: a hidden frame of this page that loads the same script.
if (location.protocol === "file:") {
  class FrameWorker extends EventTarget {
    constructor(address) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      frame.title = "Search"
      this.waiting = []
      document.documentElement.append(frame)
      this.inside = frame.contentWindow
      const page = frame.contentDocument
      page.open()
      page.write("<!doctype html><title>Search</title>")
      page.close()
      this.inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      this.inside.importScripts = (...addresses) => addresses.reduce(
        (before, next) => before.then(() => this.load(next)), Promise.resolve()
      )
      this.load(address).then(() => {
        const waiting = this.waiting
        this.waiting = null
        waiting.forEach(data => this.postMessage(data))
      })
    }

    load(address) {
      const script = this.inside.document.createElement("script")
      script.src = address
      return new Promise((done, failed) => {
        script.onload = done
        script.onerror = failed
        this.inside.document.head.append(script)
      })
    }

    postMessage(data) {
      if (this.waiting) this.waiting.push(data)
      else this.inside.dispatchEvent(new MessageEvent("message", { data }))
    }

    terminate() {}
  }
  window.Worker = window.IFrameWorker = FrameWorker
}
