/** Words that say nothing about what people talk of, in languages that many rooms use. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `
  a about above after again against all almost also always am an and any anyone anything are around as ask at away back
  be because been before being below better between both but by came can cannot come could did do does doing done down
  during each else even ever every everyone everything few find first for from further get gets getting give go goes
  going gone good got great had has have having he hello help her here hers herself hey him himself his hi how however i
  if in into is it its itself just keep kind know last later least less let lets like little long look lot lots made make
  many may maybe me mean might mine more most much must my myself near need never next nice no none nor not nothing now
  of off often ok okay old on once one only onto or other others our ours ourselves out over own people please quite
  rather really right said same saw say says see seem seems seen shall she should since so some someone something soon
  still such sure take tell than thank thanks that the their theirs them themselves then there these they thing things
  think this those though through time to today together told tomorrow too took true try under until up upon us use used
  using very want wants was way we well went were what whatever when where whether which while who whole whom whose why
  will with within without won would yeah yes yesterday yet you your yours yourself yourselves
  aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist da dabei dadurch
  damit dann das dass dein deine dem den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du durch
  eben ein eine einem einen einer eines einfach er es etwas euch euer für ganz gar gegen gerade gibt gut haben habe hast
  hat hatte hatten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren im immer in ins ist ja jede jedem jeden jeder jedes
  jetzt kann kein keine können könnte machen mal man mehr mein meine mich mir mit muss nach nein nicht nichts noch nur ob
  oder ohne schon sehr sein seine seit sich sie sind so soll sollte sondern über um und uns unser unter viel vom von vor
  wann war waren warum was weil weiter welche wenn wer werde werden wie wieder wieso will wir wird wirklich wo wurde zu
  zum zur zwischen
  alors après assez au aucun aussi autre autres aux avant avec avoir bien bonjour car ce cela ces cet cette ceux chaque
  chez comme comment contre dans de depuis des deux devant dire doit donc dont du elle elles en encore entre est et étaient
  était être eux faire fait fois font ici il ils je jusque la le les leur leurs lui mais même merci mes moi moins mon ne
  non nos notre nous on ont ou où oui par parce pas peu peut plus pour pourquoi pouvoir quand que quel quelle quelque qui
  quoi sa sans se sera ses si son sont sous suis sur ta te tes toi ton toujours tous tout toute toutes très trop tu un une
  vers voici voilà votre vous vraiment
  además ahora algo alguien alguna algunas alguno algunos allí ante antes aquel aquella aquí así aún aunque bien cada casi
  como cómo con contra cosa cosas cual cuál cuando cuándo de del desde después donde dónde dos durante el él ella ellas
  ellos en entonces entre era eran eres es esa ese eso esta está estaba están estar estas este esto estos estoy fue fueron
  gracias hace hacer hacia hasta hay hola la las les lo los más me menos mi mientras mis mismo mucha mucho muchos muy nada
  nadie ni no nos nosotros nuestra nuestro nunca o otra otro otros para pero poco por porque puede pues que qué quien quién
  sea según ser si sí siempre sin sino sobre solo sólo somos son soy su sus también tan tanto te tener tengo tiene tienen
  toda todas todo todos tu tus un una uno unos usted vez y ya yo
  acho agora ainda algum alguma ali antes ao aos aqui aquilo as até bem boa bom cada coisa com como da das de dela dele
  depois desde dessa desse dia do dos e ela elas ele eles em então entre era essa esse esta está estão estar estou eu fazer
  foi foram hoje isso isto já lá mais mas me mesmo meu minha muito muita na não nada nas nem nessa nesse no nos nós nossa
  nosso nunca obrigado olá onde os ou outra outro para pela pelo pode por porque pra quando que quem se sem sempre ser seu
  só sua também tão te tem tinha toda todas todo todos tudo um uma você vocês vai
  abbiamo adesso alla alle allora anche ancora avere bene che chi ciao come con cosa così cui dal dalla dei del della delle
  dello dentro di dopo dove due ecco era essere fare fatto già grazie ha hai hanno ho il in io la le lei loro lui ma meno
  mentre mia mio molto nei nel nella niente noi non nostro ogni ora per però perché più poco poi prima qualche quale quando
  quanto quasi quella quello quelli questa queste questi questo qui sarà se sei sempre senza si sia siamo solo sono sopra
  sotto sta stato su sua subito suo tra troppo tua tuo tutte tutti tutto una uno voi
  `.split(/\s+/),
);
