import type * as en from '../../en/data/drop'

/** फ़ाइलें डालने, चिपकाने और खोलने के शब्द। Same keys as en/data/drop.ts. */

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

export const packed: typeof en.packed = {
  from: '{{file}} से: {{part}}',
  kept: 'तालिका इस डिवाइस पर CSV के रूप में रखी है; जिस फ़ाइल में वह आई थी, वह नहीं रखी गई।',
  left_out: 'इस तालिका के अलावा',
  one: '{{name}}: {{why}}',
  L_HIDDEN_SHEET: 'छिपी हुई है, इसलिए नहीं ली गई।',
  L_NO_TABLE: 'नहीं ली गई, इसमें कॉलम के नामों और पंक्तियों वाली तालिका नहीं है।',
  L_PIVOT: 'पिवट तालिका छोड़ दी गई: उसके जोड़ दो बार गिने जाते।',
  L_NOT_READ: 'नहीं ली गई।',
  L_HIDDEN_ROWS_one: '{{n}} छिपी हुई पंक्ति भी बाकी की तरह पढ़ी गई।',
  L_HIDDEN_ROWS_other: '{{n}} छिपी हुई पंक्तियाँ भी बाकी की तरह पढ़ी गईं।',
  L_NO_CACHED_VALUE_one: '{{n}} सूत्र का नतीजा फ़ाइल में नहीं है, उसे ख़ाली पढ़ा गया। फ़ाइल को स्प्रेडशीट में खोलकर एक बार सहेजिए।',
  L_NO_CACHED_VALUE_other: '{{n}} सूत्रों के नतीजे फ़ाइल में नहीं हैं, उन्हें ख़ाली पढ़ा गया। फ़ाइल को स्प्रेडशीट में खोलकर एक बार सहेजिए।',
  L_DATES_RESTORED_one: '{{n}} तारीख़, जिसके दिन और महीने स्प्रेडशीट ने आपस में बदल दिए थे, ठीक की गई।',
  L_DATES_RESTORED_other: '{{n}} तारीख़ें, जिनके दिन और महीने स्प्रेडशीट ने आपस में बदल दिए थे, ठीक की गईं।',
  L_MERGED_FILLED_one: '{{n}} पंक्ति को पास के जुड़े हुए खाने की तारीख़ या नाम मिला।',
  L_MERGED_FILLED_other: '{{n}} पंक्तियों को पास के जुड़े हुए खाने की तारीख़ या नाम मिला।',
  L_CURRENCIES: 'इसकी रक़में {{n}} मुद्राओं में दिखाई गई हैं, इसलिए फ़ॉर्मैट से कोई मुद्रा नहीं ली गई।',
  L_TOTAL_COLUMN: 'छोड़ा गया, यह दूसरे कॉलमों का जोड़ या तुलना है।',
  L_MONTHS_BY_LOCALE_one: 'यह तारीख़ वैसे पढ़ी गई जैसे आपके देश में लिखी जाती है, और एक महीने के लिए है।',
  L_MONTHS_BY_LOCALE_other: 'यह और कॉलमों के ऊपर की बाकी तारीख़ें ({{n}}) वैसे पढ़ी गईं जैसे आपके देश में लिखी जाती हैं, और महीनों के लिए हैं।',
  other: 'नहीं ली गई ({{why}})।',
  name: {
    payments: 'भुगतान, ऑर्डर, अनुमान',
    adjustments: 'स्टॉक के समायोजन',
    orphan_lines: 'बिना बिल की पंक्तियाँ',
    bills: 'बिल',
    stock: 'स्टॉक',
    cancelled: 'रद्द वाउचर',
    optional: 'वैकल्पिक वाउचर',
    vouchers: 'रसीद, भुगतान, ऑर्डर, जर्नल',
    objects: 'जो चीज़ें पढ़ी नहीं गईं',
  },
  format_xlsx: 'Excel शीट',
  format_xls: 'Excel 97-2003 शीट',
  format_xlsb: 'Excel बाइनरी शीट',
  format_ods: 'OpenDocument शीट',
  format_zip: 'ज़िप फ़ाइल से',
  format_gzip: 'gzip फ़ाइल से',
  format_sqlite: 'डेटाबेस तालिका',
  format_vyapar: 'Vyapar बैकअप',
  format_tally_xml: 'Tally XML',
  format_marg: 'Marg के बिल',
  format_json: 'JSON',
  format_parquet: 'Parquet',
  format_pdf: 'PDF',
  format_csv: 'टेक्स्ट',
}
