// The pages work without this: a running total, "the rest to this one", what is left of a text, drafts that save
// themselves, and answers that stay on the device until they have arrived.
const place = document.querySelector('[data-arrived]')
if (place) {
  const form = document.getElementById('answers')
  const status = document.getElementById('saved')
  const locale = `${document.documentElement.lang}-u-nu-latn`
  // above the form, while answers that came back are news
  let banner
  const say = (text) => {
    status.hidden = false
    status.textContent = text
    if (banner) banner.textContent = text
  }

  // What was sent is kept here, by page, until a later page shows that it arrived: a browser that calls itself online may
  // still meet a server that is down. Storage may be switched off: the page still holds everything.
  const own = form && `answers ${location.pathname} ${form.elements.page.value}`
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key))
    } catch {}
  }
  const remove = (key) => {
    try {
      localStorage.removeItem(key)
    } catch {}
  }
  const keysBelow = (path) => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(`answers ${path}`))
    } catch {
      return []
    }
  }
  // /answer/<workspace>/<secret>
  const link = location.pathname.split('/').slice(0, 4).join('/')
  const forgetAll = () => keysBelow(link).forEach(remove)
  const isBase = (name) => /(^|\.)base$/.test(name)
  // the window and its count of sendings, as in `data-arrived`
  const sendOf = (values) => {
    const find = (test) => values.find(([name]) => test(name))?.[1] ?? ''
    return [find(isBase).split('.')[1], Number(find((name) => name === 'turn'))]
  }
  const arrived = (place.dataset.arrived ?? '').split(' ').map((send) => send.split('.'))
  const [echoTab, echoTurn] = (place.dataset.echo ?? '').split('.')
  const isEcho = ([tab, turn]) => tab === echoTab && Number(echoTurn) >= turn
  const hasArrived = ([tab, turn]) => arrived.some(([other, last]) => other === tab && Number(last) >= turn)
  const post = (path, values, signal) => {
    const body = new URLSearchParams(values)
    body.set('intent', 'save')
    body.set('autosave', '1')
    // browsers send no more than this of a page that is gone
    const keepalive = body.toString().length < 60_000
    return fetch(path, { method: 'POST', body, redirect: 'manual', keepalive, signal })
  }
  // what the server shows instead of a page that is closed or taken back: its title says which
  const refusal = async (reply) => {
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html')
    if (page.querySelector('[data-forget]')) forgetAll()
    return page.querySelector('h1')?.textContent
  }
  // a kept draft is answered with a redirect
  const isTaken = (reply) => reply?.type === 'opaqueredirect'

  const resend = async (keys) => {
    for (const key of keys) {
      let reply
      try {
        reply = await post(key.split(' ')[1], read(key))
      } catch {} // the line says so
      if (isTaken(reply)) remove(key)
      say(isTaken(reply) ? place.dataset.resent : place.dataset.unsent)
    }
  }

  if ('forget' in place.dataset) forgetAll()
  // whoever takes back what was submitted leaves nothing of it here
  document.getElementById('language')?.addEventListener('submit', ({ submitter }) => {
    if (submitter?.value !== 'withdraw') return
    keysBelow(location.pathname).forEach(remove)
    // on the page of several firms what was said of the others stays
    for (const key of keysBelow(`${link}/side-by-side`)) {
      const values = read(key)
      if (!Array.isArray(values)) continue
      const others = values.filter(([name]) => !name.startsWith(submitter.dataset.fields))
      try {
        localStorage.setItem(key, JSON.stringify(others))
      } catch {}
    }
  })

  const others = []
  let mine
  for (const key of keysBelow(location.pathname)) {
    const values = read(key)
    if (!Array.isArray(values)) continue
    const send = sendOf(values)
    if (key === own && (isEcho(send) || !hasArrived(send))) mine = values
    else if (hasArrived(send)) remove(key)
    else others.push(key)
  }
  if (place.dataset.resent) resend(others)
  else if (others.length > 0) say(place.dataset.unsent)

  if (form) {
    let turn = Date.now()
    form.addEventListener('formdata', ({ formData }) => {
      turn += 1
      formData.set('turn', turn)
    })
    const typed = () => [...new FormData(form)]
    let isKept = false
    const keep = () => {
      isKept = true
      try {
        localStorage.setItem(own, JSON.stringify(typed()))
      } catch {}
    }

    let timer
    let sending
    const tell = (text) => say(banner ? `${form.dataset.restored} ${text}` : text)
    const save = async () => {
      clearTimeout(timer)
      timer = 0
      sending = new AbortController()
      const { signal } = sending
      let reply
      try {
        reply = await post(location.pathname, typed(), signal)
      } catch {} // the line says so
      // a button was pressed meanwhile: the whole page is on its way
      if (signal.aborted) return
      const time = new Date().toLocaleTimeString(locale, { timeStyle: 'short' })
      if (isTaken(reply)) {
        isKept = false
        remove(own)
        tell(`${form.dataset.saved} ${time}`)
      } else if (reply?.status === 410) {
        tell(await refusal(reply))
      } else {
        keep()
        const why = reply?.status === 409 ? 'conflict' : navigator.onLine ? 'failed' : 'offline'
        tell(form.dataset[why])
      }
    }
    form.addEventListener('input', () => {
      banner = undefined
      clearTimeout(timer)
      timer = setTimeout(save, 2000)
    })
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.target.localName !== 'input') return
      event.preventDefault()
      save()
    })
    form.addEventListener('submit', (event) => {
      clearTimeout(timer)
      timer = 0
      sending?.abort()
      keep()
      if (navigator.onLine) return
      event.preventDefault()
      say(form.dataset.offline)
    })
    addEventListener('online', () => {
      if (isKept) save()
    })
    document.addEventListener('visibilitychange', () => {
      if (document.hidden && timer) save()
    })

    // the page that shows again what could not be stored holds it with what it knows now
    if (mine && isEcho(sendOf(mine))) keep()
    else if (mine) {
      form.reset()
      // with the base of the page on which it was typed: what another window saved since then is not overwritten unnoticed
      for (const input of form.elements) {
        const values = mine.filter(([name]) => name === input.name).map(([, value]) => value)
        if (isBase(input.name) && values.length > 0) input.value = values[0]
        if (!input.name || input.type === 'hidden' || input.type === 'submit') continue
        if (input.type === 'radio' || input.type === 'checkbox') input.checked = values.includes(input.value)
        else input.value = values[0] ?? ''
      }
      banner = document.createElement('p')
      banner.className = 'notice warn'
      form.before(banner)
      say(form.dataset.restored)
      save()
    }

    const western = (text) => text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15)
    const numberIn = (input) => Number(western(input.value).replace(/[%\u066a\s]/g, '')) || 0
    const percent = (value) => (value / 100).toLocaleString(locale, { style: 'percent' })
    for (const group of form.querySelectorAll('[data-sum]')) {
      const goal = Number(group.dataset.sum)
      const box = group.querySelector('.total')
      const line = box.querySelector('[data-total]')
      const inputs = [...group.querySelectorAll('.share input')]
      const restOf = () => goal - inputs.reduce((sum, input) => sum + numberIn(input), 0)
      const show = () => {
        const rest = restOf()
        const { total, over, left } = line.dataset
        const gap = rest ? ` · ${rest < 0 ? over : left} ${percent(Math.abs(rest))}` : ''
        line.textContent = `${total} ${percent(goal - rest)}${gap}`
        box.classList.toggle('reached', rest === 0)
        box.classList.toggle('over', rest < 0)
        group.classList.toggle('can-fill', rest > 0)
      }
      for (const input of inputs) {
        const button = document.createElement('button')
        button.type = 'button'
        button.className = 'link rest'
        button.textContent = group.dataset.rest
        button.ariaLabel = `${group.dataset.rest}: ${input.labels[0].textContent}`
        button.onclick = () => {
          input.value = numberIn(input) + restOf()
          input.focus()
          input.dispatchEvent(new Event('input', { bubbles: true }))
        }
        input.closest('.share').append(button)
      }
      group.addEventListener('input', () => {
        box.querySelector('.field-error')?.remove()
        show()
      })
      show()
    }

    for (const line of form.querySelectorAll('[data-limit]')) {
      const text = line.previousElementSibling
      const words = line.textContent
      const show = () => {
        const { length } = text.value.trim()
        const left = line.dataset.limit - length
        const [label, count] = left < 0 ? [line.dataset.over, -left] : [line.dataset.left, left]
        line.textContent = length ? `${label} ${count.toLocaleString(locale)}` : words
        line.classList.toggle('over', left < 0)
      }
      text.addEventListener('input', show)
      show()
    }
  }
  document.querySelector('.error-summary, .notice[tabindex]')?.focus()
}
