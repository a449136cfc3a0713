import type * as en from '../../en/data/files'

/** फ़ाइलों की सूची के शब्द। Same keys as en/data/files.ts. */

export const page: typeof en.page = {
  title: 'डेटा',
  lead: 'वे फ़ाइलें जिनसे आपके आँकड़े बनते हैं।',
  history: 'आपकी फ़ाइलें',
  history_empty: 'अभी कोई फ़ाइल नहीं। शुरू करने के लिए ऊपर एक डालिए।',
  working: 'अभी पढ़ी जा रही हैं',
  whole: '{{total}} में से {{done}} फ़ाइलें हो गईं',
  more_wait_one: 'और {{count}} फ़ाइल इंतज़ार में है',
  more_wait_other: 'और {{count}} फ़ाइलें इंतज़ार में हैं',
  notices: 'आपकी फ़ाइलों की ख़बर',
  see: {
    sales: 'देखिए क्या बिका',
    inventory: 'देखिए क्या एक्सपायर होगा',
    purchases: 'अपने उत्पाद देखिए',
    products: 'अपने उत्पाद देखिए',
    stores: 'अपनी दुकानें देखिए',
  },
  loading: 'आपकी फ़ाइलें खुल रही हैं',
}

export const kind: typeof en.kind = {
  sales: 'बिक्री',
  products: 'उत्पाद',
  stores: 'दुकानें',
  inventory: 'स्टॉक',
  purchases: 'ख़रीद',
  unknown: 'अभी पता नहीं',
}

export const kind_file: typeof en.kind_file = {
  sales: 'बिक्री फ़ाइल',
  products: 'उत्पाद फ़ाइल',
  stores: 'दुकान फ़ाइल',
  inventory: 'स्टॉक फ़ाइल',
  purchases: 'ख़रीद फ़ाइल',
  unknown: 'टेक्स्ट फ़ाइल',
}

export const kind_about: typeof en.kind_about = {
  sales: 'हर पंक्ति बिकी हुई कोई चीज़ है, तारीख़ के साथ',
  products: 'हर पंक्ति एक उत्पाद है, उसकी क़ीमत या श्रेणी के साथ',
  stores: 'हर पंक्ति एक दुकान है',
  inventory: 'हर पंक्ति हाथ का स्टॉक है',
  purchases: 'हर पंक्ति किसी सप्लायर से ली हुई चीज़ है',
}

export const status: typeof en.status = {
  importing: 'पढ़ी जा रही है',
  needs_mapping: 'आपका जवाब चाहिए',
  ready: 'तैयार',
  failed: 'नहीं ली गई',
  nothing: 'इसका कुछ नहीं गिना गया',
}

export const band: typeof en.band = { good: 'अच्छा', usable: 'काम लायक़', poor: 'कमज़ोर' }

export const row: typeof en.row = {
  rows_one: '{{n}} पंक्ति',
  rows_other: '{{n}} पंक्तियाँ',
  nothing:
    'इसकी कोई पंक्ति नहीं गिनी गई, इसलिए इससे कोई आँकड़ा नहीं बनता। क्यों, यह रिपोर्ट में देखिए; फिर बताइए कि स्तंभ क्या हैं, या इसे हटाकर दूसरी फ़ाइल डालिए।',
  none_one: '{{n}} में से कोई पंक्ति नहीं',
  none_other: '{{n}} में से कोई पंक्ति नहीं',
  rejected_one: '{{n}} अस्वीकार',
  rejected_other: '{{n}} अस्वीकार',
  period: '{{from}} से {{to}}',
  health: 'सेहत {{score}}, {{band}}',
  uploaded: '{{date}} को डाली गई',
  open: 'रिपोर्ट खोलिए',
  open_named: '{{name}} की रिपोर्ट खोलिए',
  answer: 'जवाब दीजिए',
  answer_named: '{{name}} के सवालों के जवाब दीजिए',
  delete: 'मिटाइए',
  delete_named: '{{name}} मिटाइए',
  waits_one: 'लेने से पहले {{n}} सवाल',
  waits_other: 'लेने से पहले {{n}} सवाल',
}

export const remove: typeof en.remove = {
  title: '{{name}} मिटाएँ?',
  text: 'आँकड़े ऐसे हो जाएँगे जैसे यह फ़ाइल कभी थी ही नहीं। दूसरी फ़ाइलों की जिन पंक्तियों की जगह इसने ली थी, वे लौट आएँगी।',
  again: 'आपकी डिस्क पर रखी असली फ़ाइल नहीं छुई जाती; उसे कभी भी फिर डाल सकते हैं।',
  confirm: 'Lucid से यह फ़ाइल मिटाइए',
  keep: 'रहने दीजिए',
  started: '{{name}} हटाई जा रही है।',
  failed: '{{name}} हटाई नहीं जा सकी।',
  failed_text: 'वह बनी हुई है, और सारे आँकड़े पहले जैसे हैं। फिर कोशिश कीजिए; तब भी न हो तो पन्ना फिर खोलिए।',
  done: '{{name}} हट गई। आँकड़े ऐसे हैं जैसे वह कभी थी ही नहीं।',
}
