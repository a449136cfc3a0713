import type * as en from '../../en/data/reading'

/** फ़ाइल पढ़ते समय और बाद के शब्द। Same keys as en/data/reading.ts. */

export const job: typeof en.job = {
  unnamed: 'एक फ़ाइल',
  cancel: 'रोकिए',
  cancel_named: '{{name}} का पढ़ना रोकिए',
  cancelling: 'रोका जा रहा है',
  announce: '{{name}}: {{percent}}',
  dismiss_named: '{{name}} का संदेश हटाइए',
  dismiss_all: 'सभी {{count}} संदेश हटाइए',
  finished: '{{name}} तैयार है।',
  finished_questions: '{{name}} को आपके जवाब की ज़रूरत है।',
  finished_failed: '{{name}} नहीं ली गई।',
  finished_cancelled: '{{name}} का पढ़ना रोक दिया गया।',
}

export const notice: typeof en.notice = {
  duplicate: 'यह फ़ाइल आपके पास पहले से है ({{date}} को डाली गई)। कुछ नहीं बदला।',
  duplicate_undated: 'यह फ़ाइल आपके पास पहले से है। कुछ नहीं बदला।',
  open_report: 'इसकी रिपोर्ट खोलिए',
  taken_one: '{{n}} पंक्ति ली गई।',
  taken_other: '{{n}} पंक्तियाँ ली गईं।',
  taken_rejected_one: '{{n}} पंक्ति अस्वीकार हुई।',
  taken_rejected_other: '{{n}} पंक्तियाँ अस्वीकार हुईं।',
  taken_none_rejected: 'कोई अस्वीकार नहीं हुई।',
  taken_set_aside_one: '{{n}} अलग रखी गई।',
  taken_set_aside_other: '{{n}} अलग रखी गईं।',
  cancelled: 'आपने इसे रोक दिया। इस फ़ाइल का कुछ नहीं रखा गया, और आपके बाक़ी आँकड़े पहले जैसे हैं।',
  action_failed: 'यह नहीं हो सका',
}

export const recovered: typeof en.recovered = {
  title: 'Lucid काम के बीच में बंद हुआ था',
  restarted: '{{name}}: पढ़ना बीच में रुका था। इस डिवाइस पर रखी कॉपी से फिर पढ़ी जा रही है; कुछ भी दो बार नहीं गिना जाएगा।',
  rolled_back: '{{name}}: कॉपी करना बीच में रुका था। इसका कुछ नहीं रखा गया, आपके आँकड़े पहले जैसे हैं। फ़ाइल फिर से डालें।',
  rebuilt: '{{name}}: इस डिवाइस पर रखी कॉपी से फिर पढ़ी गई। आपके आँकड़े पहले जैसे हैं।',
  restarted_many: '{{names}}: पढ़ना बीच में रुका था। इस डिवाइस पर रखी कॉपियों से फिर पढ़ी जा रही हैं; कुछ भी दो बार नहीं गिना जाएगा।',
  rolled_back_many: '{{names}}: कॉपी करना बीच में रुका था। इनका कुछ नहीं रखा गया, आपके आँकड़े पहले जैसे हैं। फ़ाइलें फिर से डालें।',
  rebuilt_many: '{{names}}: इस डिवाइस पर रखी कॉपियों से फिर पढ़ी गईं। आपके आँकड़े पहले जैसे हैं।',
  and_more: '{{names}} और {{count}} और',
  title_many: 'Lucid {{count}} फ़ाइलों के बीच में बंद हुआ था',
}
