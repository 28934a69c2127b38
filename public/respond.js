// Optional comfort for respondents: running totals, "the rest to this one", and drafts saved while one types.
// Without it the form works just the same; the server checks everything.
(() => {
  const form = document.getElementById('answers')
  if (!form) return
  const western = (text) => text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15)

  for (const group of form.querySelectorAll('[data-sum]')) {
    const goal = Number(group.dataset.sum)
    const line = group.querySelector('.total')
    const inputs = [...group.querySelectorAll('.share input')]
    const none = group.querySelector('.none input')
    const sum = () => inputs.reduce((total, input) => total + (Number(western(input.value)) || 0), 0)
    const show = () => {
      const total = sum()
      line.textContent = `${line.dataset.total}: ${total} % · ${line.dataset.left}: ${goal - total} %`
      line.classList.toggle('reached', total === goal)
      for (const input of inputs) input.readOnly = none.checked
      group.classList.toggle('off', none.checked)
    }
    for (const input of inputs) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'link'
      button.textContent = group.dataset.rest
      button.setAttribute('aria-describedby', input.id)
      button.onclick = () => {
        const rest = goal - sum() + (Number(western(input.value)) || 0)
        if (rest >= 0) input.value = rest
        show()
        later()
      }
      input.closest('.share').append(button)
    }
    group.addEventListener('input', show)
    show()
  }

  const status = document.getElementById('saved')
  let timer
  let isLeaving = false
  const save = async () => {
    if (isLeaving) return
    const body = new URLSearchParams(new FormData(form))
    body.set('intent', 'autosave')
    try {
      const reply = await fetch(location.pathname, { method: 'POST', body })
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })
      status.textContent = reply.ok ? `${form.dataset.saved} ${time}` : form.dataset.failed
    } catch {
      status.textContent = form.dataset.failed
    }
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(save, 2000)
  }
  form.addEventListener('input', later)
  form.addEventListener('submit', () => {
    isLeaving = true
    clearTimeout(timer)
  })
})()
