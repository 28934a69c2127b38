// The form works without this: a running total, "the rest to this one", drafts that save themselves.
const form = document.getElementById('answers')
if (form) {
  const locale = `${document.documentElement.lang}-u-nu-latn`
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

  const status = document.getElementById('saved')
  const kept = `answers ${location.pathname} ${form.elements.page.value}`
  const typed = () => [...new FormData(form)].filter(([name]) => !['page', 'confirm_open'].includes(name))
  // what could not be sent stays on this device until it can
  let isKept = false
  const keep = () => {
    isKept = true
    try {
      localStorage.setItem(kept, JSON.stringify(typed()))
    } catch {} // storage may be switched off: the page still holds everything
  }
  const forget = () => {
    isKept = false
    try {
      localStorage.removeItem(kept)
    } catch {}
  }
  const restore = () => {
    let values
    try {
      values = JSON.parse(localStorage.getItem(kept))
    } catch {}
    if (!Array.isArray(values)) return
    form.reset()
    // with the base of the page on which it was typed: what another window saved since then is not overwritten unnoticed
    for (const input of form.elements) {
      const own = values.filter(([name]) => name === input.name).map(([, value]) => value)
      if (/(^|\.)base$/.test(input.name)) input.value = own[0] ?? ''
      if (!input.name || input.type === 'hidden' || input.type === 'submit') continue
      if (input.type === 'radio' || input.type === 'checkbox') input.checked = own.includes(input.value)
      else input.value = own[0] ?? ''
    }
    status.textContent = form.dataset.restored
    save()
  }

  let timer
  const save = async () => {
    clearTimeout(timer)
    timer = 0
    const body = new URLSearchParams(new FormData(form))
    body.set('intent', 'save')
    body.set('autosave', '1')
    let reply
    try {
      reply = await fetch(location.pathname, { method: 'POST', body, redirect: 'manual', keepalive: true })
    } catch {} // the line says so
    const time = new Date().toLocaleTimeString(locale, { timeStyle: 'short' })
    // a kept draft is answered with a redirect
    if (reply?.type === 'opaqueredirect') {
      forget()
      status.textContent = `${form.dataset.saved} ${time}`
    } else if (reply?.status === 409) status.textContent = form.dataset.conflict
    else {
      keep()
      status.textContent = navigator.onLine ? form.dataset.failed : form.dataset.offline
    }
  }
  form.addEventListener('input', () => {
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
    // what is sent now is newer than what is kept
    if (navigator.onLine) return forget()
    event.preventDefault()
    keep()
    status.textContent = form.dataset.offline
  })
  addEventListener('online', () => {
    if (isKept) save()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && timer) save()
  })
  restore()
  document.querySelector('.error-summary, .notice[tabindex]')?.focus()
}
