(() => {
  const record = document.getElementById('record');
  const principal = document.getElementById('principal');
  const wrong = document.getElementById('wrong');
  const template = record.textContent;
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  principal.addEventListener('input', () => {
    const id = principal.value.trim().toLowerCase();
    const isApplication = template.includes('"applicationId": "' + id + '"');
    wrong.textContent = id === '' || (guid.test(id) && !isApplication) ? ''
      : isApplication ? 'This is the application id; the object id is another one.'
      : 'An object id has the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.';
    record.textContent = guid.test(id) && !isApplication ? template.replace('THE-OBJECT-ID-OF-STEP-2', id) : template;
  });

  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
    } catch {
      // A page from a file may not reach the clipboard otherwise.
      getSelection().selectAllChildren(element);
      document.execCommand('copy');
    }
  };

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    await copy(button.dataset.copies ? document.getElementById(button.dataset.copies) : button.parentElement.querySelector('code'));
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
})();
