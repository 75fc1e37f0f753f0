// The private link goes to the share sheet where there is one, else into a mail that knows the page's address.
export function offerToSend(url) {
  const link = document.querySelector('[data-send-to-myself]');
  if (!link) return;
  if (link.href.endsWith('%20')) link.href += url;
  if (navigator.share) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      navigator.share({ url }).catch(() => {}); // closed without sharing: nothing to say
    });
  }
}
