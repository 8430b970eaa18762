"""The languages whose way of writing dates and numbers a person can choose, each as it calls itself.

Babel knows these names, but to ask it for all of them takes more than a second of CPU and a hundred MiB for good. So
they are written down here, in the order in which they are offered: those that Rapport speaks first. A test asks Babel.
"""

NAMES = """
de Deutsch
de-CH Deutsch (Schweiz)
de-AT Deutsch (Österreich)
en English
en-AU English (Australia)
en-CA English (Canada)
en-IN English (India)
en-IE English (Ireland)
en-NZ English (New Zealand)
en-ZA English (South Africa)
en-GB English (United Kingdom)
en-US English (United States)
ca Català
da Dansk
et Eesti
es Español
es-419 Español (Latinoamérica)
es-MX Español (México)
eu Euskara
fil Filipino
fr Français
fr-BE Français (Belgique)
fr-CA Français (Canada)
fr-CH Français (Suisse)
ga Gaeilge
gl Galego
hr Hrvatski
id Indonesia
zu IsiZulu
it Italiano
it-CH Italiano (Svizzera)
sw Kiswahili
lv Latviešu
lt Lietuvių
hu Magyar
ms Melayu
nl Nederlands
nl-BE Nederlands (België)
nb Norsk bokmål
uz O‘zbek
pl Polski
pt-BR Português (Brasil)
pt-PT Português (Portugal)
ro Română
sq Shqip
sk Slovenčina
sl Slovenščina
fi Suomi
sv Svenska
vi Tiếng Việt
tr Türkçe
yo Èdè Yorùbá
is Íslenska
cs Čeština
el Ελληνικά
bg Български
mk Македонски
mn Монгол
ru Русский
sr Српски
uk Українська
kk Қазақ тілі
hy Հայերեն
he עברית
ur اردو
ar العربية
fa فارسی
mr मराठी
hi हिन्दी
bn বাংলা
pa ਪੰਜਾਬੀ
gu ગુજરાતી
ta தமிழ்
te తెలుగు
kn ಕನ್ನಡ
ml മലയാളം
th ไทย
ka Ქართული
zh 中文
zh-Hant 中文 (繁體)
ja 日本語
ko 한국어
"""

LANGUAGES = [tuple(line.split(" ", 1)) for line in NAMES.strip().splitlines()]
