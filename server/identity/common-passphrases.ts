/**
 * Passphrases of 15 characters or more that many people choose, without spaces and signs, and the words that short
 * passwords are usually made of. Long common passphrases are nearly always such words, a line everyone knows, or a
 * walk over the keyboard; the rules in `passphrase.ts` catch the last kind and every mixture of the words.
 *
 * @source written for this project from what published lists of leaked passwords have in common
 *         (SecLists "Common-Credentials", NCSC "PwnedPasswordsTop100k"); no list is copied
 */
export const commonPassphrases: ReadonlySet<string> = new Set(
  `correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumpsoverthelazydog tobeornottobe tobeornottobethatisthequestion
   maytheforcebewithyou liveandletlive liveandletdie inthebeginningwastheword inthebeginninggod itwasthebestoftimes
   callmeishmaelcallme onceuponatime onceuponatimeinaland ourfatherwhoartinheaven thelordismyshepherd jesusismysavior
   jesuschristislord godisgoodallthetime iamthewalrusgoogoogjoob allyouneedislove letitbeletitbe yellowsubmarine
   stairwaytoheaven highwaytohell bohemianrhapsody hotelcalifornia smellsliketeenspirit anotherbrickinthewall
   iwillalwaysloveyou iloveyouforever iloveyousomuch iloveyoubaby iloveyoumorethan iloveyoutothemoonandback
   youaremysunshine happybirthdaytoyou merrychristmasandahappynewyear twinkletwinklelittlestar marhadalittlelamb
   maryhadalittlelamb humptydumptysatonawall rainraingoaway rollyrollyrolly supercalifragilisticexpialidocious
   supercalifragilistic antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis
   thisismypassword thisismypassphrase thisisapassword thisisapassphrase thisisasecret mypasswordispassword
   mysecretpassword mysecurepassword mystrongpassword averystrongpassword averylongpassword averylongpassphrase
   averysecurepassword thisisaverylongpassword thisisaverysecurepassword passwordpasswordpassword whatisthepassword
   whatsthepassword forgotmypassword iforgotmypassword idontknowthepassword changethispassword changemeplease
   pleasechangeme pleaseletmein openthedoorplease opensesameopen donttellanyone nobodyknowsthis youwillneverguess
   youllneverguessthis trytoguessthis cannotguessthis guessmypassword enteryourpassword newpassword newpassphrase
   temporarypassword temppasswordtemp defaultpassword administrator administratoradmin administratorpassword
   letmeinletmein welcometothejungle welcometomyworld welcomehomewelcome trustno1trustno1 trustnoonetrustnoone
   helloworldhelloworld hellohellohello helloworldhello abracadabraabracadabra gameofthrones winteriscoming
   harrypotterhogwarts lordoftherings youshallnotpass onestoporulethemall oneringtorulethemall starwarsstarwars
   darthvaderstarwars luketiamyourfather lukeiamyourfather tothemoonandback toinfinityandbeyond hakunamatata
   hakunamatatahakunamatata fourscoreandsevenyearsago wethepeopleoftheunitedstates godblessamerica unitedstatesofamerica
   makeamericagreatagain newyorknewyork losangelescalifornia sanfranciscocalifornia manchesterunited manchesterunitedfc
   realmadridcf fcbarcelonafcbarcelona dallascowboys newenglandpatriots greenbaypackers pittsburghsteelers
   onetwothreefour onetwothreefourfive onetwothreefourfivesix januaryfebruarymarch mondaytuesdaywednesday
   redorangeyellowgreenblue mothermaidenname fathermothersister carpediemcarpediem cogitoergosum
   semperfidelissemperfi tempusfugittempus lauraanddanielforever keepcalmandcarryon practicemakesperfect
   anappleadaykeepsthedoctoraway laughteristhebestmedicine timeheallallwounds timehealsallwounds firstdonoharm
   hippocraticoath ketaminetherapy ketamineclinic ketamineinfusion ketamineinfusiontherapy treatmentresistantdepression
   mentalhealthmatters mypatientscomefirst ilovemypatients`.split(/\s+/),
);

export const commonWords: readonly string[] =
  `password passwort passphrase passcode passwd pass secret secure security login signin account admin administrator root
   user guest test testing demo default temp temporary changeme change welcome hello hallo letmein open access enter
   qwerty qwertz azerty asdf zxcv iloveyou loveyou love lovely baby babygirl angel princess prince queen king sunshine
   moonlight flower butterfly rainbow summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday
   january february march april may june july august september october november december dragon monkey tiger lion eagle
   wolf shadow master ninja killer hunter ranger soldier warrior batman superman spiderman pokemon naruto minecraft
   fortnite starwars football soccer baseball basketball hockey tennis golf arsenal chelsea liverpool barcelona yankees
   cowboys steelers lakers michael michelle jennifer jessica jordan charlie daniel thomas george andrew robert matthew
   ashley amanda nicole joshua anthony william patrick maggie bailey buddy cookie cheese chocolate banana orange apple
   pepper ginger coffee pizza computer internet google facebook amazon samsung windows microsoft iphone mustang ferrari
   porsche mercedes harley corvette freedom liberty america london paris berlin forever whatever trustno trustme
   hospital doctor nurse medical health office company business work home family mother father sister brother friend
   jesus christ god bless heaven lucky happy smile money dollar magic star super hot cool fuck shit sexy`.split(/\s+/);
