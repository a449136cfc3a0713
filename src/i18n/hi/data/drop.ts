import type * as en from '../../en/data/drop'

/** फ़ाइलें डालने और चिपकाने के शब्द। Same keys as en/data/drop.ts. */

export const drop: typeof en.drop = {
  title: 'बिक्री, स्टॉक, ख़रीद, उत्पाद या दुकान की फ़ाइलें यहाँ डालिए',
  choose: 'फ़ाइलें चुनिए',
  more: 'Excel, OpenDocument, CSV, TSV या टेक्स्ट, ज़िप हो तो भी, PDF बिल, Vyapar बैकअप, हर एक {{limit}} तक; पूरा फ़ोल्डर या पेस्ट की हुई तालिका भी',
  here: 'इसी डिवाइस पर पढ़ने के लिए यहाँ छोड़िए',
  folder_one: 'फ़ोल्डर की {{n}} फ़ाइल पढ़ी जा रही है; छोड़ी गईं: {{left}}।',
  folder_other: 'फ़ोल्डर की {{n}} फ़ाइलें पढ़ी जा रही हैं; छोड़ी गईं: {{left}}।',
  label: 'पढ़ने के लिए फ़ाइलें चुनिए',
  private: 'आपकी फ़ाइलें इस डिवाइस से बाहर कभी नहीं जातीं।',
}

export const paste: typeof en.paste = {
  name: 'पेस्ट की गई तालिका {{time}}.tsv',
}
