// Optional comfort for respondents: a running total, "the rest to this one", and drafts that save themselves.
// Without it the form works just the same; the server checks everything.
const form = document.getElementById('answers')
if (form) {
  const locale = `${document.documentElement.lang}-u-nu-latn`
  const numberIn = (input) =>
    Number(
      input.value
        .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15)
        .replace(/[%\u066a\s]/g, ''),
    ) || 0
  const percent = (value) => (value / 100).toLocaleString(locale, { style: 'percent' })

  for (const group of form.querySelectorAll('[data-sum]')) {
    const goal = Number(group.dataset.sum)
    const box = group.querySelector('.total')
    const line = box.querySelector('[data-total]')
    const inputs = [...group.querySelectorAll('.share input')]
    const sum = () => inputs.reduce((total, input) => total + numberIn(input), 0)
    const show = () => {
      const total = sum()
      const rest = goal - total
      const words = rest < 0 ? line.dataset.over : line.dataset.left
      line.textContent = `${line.dataset.total} ${percent(total)}${rest ? ` · ${words} ${percent(Math.abs(rest))}` : ''}`
      box.classList.toggle('reached', rest === 0)
      group.classList.toggle('can-fill', rest > 0)
    }
    for (const input of inputs) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'link rest'
      button.textContent = group.dataset.rest
      button.setAttribute('aria-label', `${group.dataset.rest}: ${input.labels[0].textContent}`)
      button.onclick = () => {
        input.value = numberIn(input) + goal - sum()
        input.focus()
        input.dispatchEvent(new Event('input', { bubbles: true }))
      }
      input.closest('.share').append(button)
    }
    group.addEventListener('input', show)
    show()
  }

  const status = document.getElementById('saved')
  let timer
  const save = async () => {
    clearTimeout(timer)
    timer = undefined
    const body = new URLSearchParams(new FormData(form))
    body.set('intent', 'save')
    let isSaved = false
    try {
      // a kept draft is answered with a redirect, which nobody needs to follow
      const reply = await fetch(location.pathname, { method: 'POST', body, redirect: 'manual', keepalive: true })
      isSaved = reply.type === 'opaqueredirect'
    } catch {} // no connection: the line says so
    const time = new Date().toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
    status.textContent = isSaved ? `${form.dataset.saved} ${time}` : form.dataset.failed
  }
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(save, 2000)
  })
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input')) return
    event.preventDefault()
    save()
  })
  form.addEventListener('submit', () => clearTimeout(timer))
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && timer) save()
  })
  document.querySelector('.error-summary, .notice[tabindex]')?.focus()
}
