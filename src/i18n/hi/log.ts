/** The page of what went wrong. */
export const log = {
  back: 'सेटिंग',
  title: 'क्या गड़बड़ हुई',
  lead: 'जो फ़ाइलें पढ़ी नहीं जा सकीं, लोकल API के जो अनुरोध ठुकराए गए, और Lucid की अपनी गड़बड़ियाँ। सिर्फ़ इसी डिवाइस पर रहती हैं, पिछली 500।',
  entries_one: '{{count}} बात',
  entries_other: '{{count}} बातें',
  search: 'कोरिलेशन आईडी, फ़ाइल या कोड',
  nothing: '“{{query}}” किसी में नहीं है।',
  copy: 'कॉपी करें',
  copied: 'कॉपी हो गया',
  clear: 'साफ़ करें',
  details: 'ब्योरा',
  where: { api: 'लोकल API', job: 'फ़ाइल', engine: 'Lucid' },
  none: { title: 'कोई गड़बड़ नहीं हुई', text: 'इस डिवाइस पर जो नाकाम होगा या ठुकराया जाएगा, वह यहाँ दिखेगा।' },
}
