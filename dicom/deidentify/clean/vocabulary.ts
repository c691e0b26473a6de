/**
 * Words that free text may keep: anatomy, modalities, techniques, sequences, contrast agents, directions, positions,
 * findings and common words, and some anatomy in German, French, Spanish, Italian and Dutch. Lower case, without
 * diacritics, ascending. Sexes, ages, months, titles, labels of identifiers and colours that are names are left out on purpose.
 */
const WORDS = `
11c 13n 18f 2d 3d 4d 68ga 99mtc a aao ab abd abdo abdomen abdomenpelvis abdominal abdominis abdomino
abdominopelvic abdpel abdpelvis abducted abduction ablation abnormal abnormalities abnormality aborted above
abscess abscesses ac aca acc accelerated acceleration acetabular acetabulum achilles acoustic acq acquire
acquired acquisition acquisitions acromioclavicular acromion acute ad adc adcs add addendum additional addl
addome adducted adduction adductor adenocarcinoma adenoid adenoids adenoma adenosine adipose adir adjusted
admire adnexa adnexal adrenal adrenals after again against agatston aica aice aidr aidr3d air airkerma
airrecon airway airways ala alar algorithm aligned alignment all almost along also although alveolar
alveolus among ampulla amygdala amyloid an anaesthesia anal anatomic anca and anesthesia aneurysm aneurysms
angio angiogram angiographic angiography angioplasty angiotwist angle angled angulation anisotropic ankle
ankles annulus ant antecubital anterior antero anterolateral anteromedial anteroposterior antrum anus any
aorta aortic aortogram aortoiliac ap apart apex apical apnea apo aponeurosis appear appearance appears
appendage appendectomy appendiceal appendicitis appendix apt aqueduct arachnoid arc arch arches arcs are
area arm arms around array art artefact artefacts arterial arteriell arteries arteriogram arteriography
arteriole arteriovenous artery arthritis arthrogram arthrography arthropathy arthroplasty articular
articulation artifact artifacts as ascending ascites asir asirv asl aspiration assess assessed assessment
asset assurance asthma at atelectasis atherosclerosis atherosclerotic atlantoaxial atlantooccipital atria
atrial atrioventricular atrium atrophy attached attenuation au auditory aufnahme aufnahmen auricular auto
automated automatic avec average averaged avf avg avm away ax axial axials axilla axillae axillary axis axr
axumin azygos b b0 b1 b10f b10s b18f b19f b20f b20s b22f b23f b25f b25s b26f b30f b30s b31f b31s b35f b35s
b36f b36s b40f b40s b41f b41s b43f b45f b45s b46f b50f b50s b60f b60s b65f b70f b70s b75f b75s b80f b80s
b90f b90s bacino back bandwidth barium basal base baseline basic basilar basilic basis bassin bauch bazo be
beam beams bearing because becken bedside been before begin behind beidseitig beidseits bein bekken below
beneath benign beside besides between beyond bffe bh bias bicep biceps bifem bifid bifurcation bil bilat
bilateral bile biliary biopsy biphasic bl57 bl60 bl64 blackblood bladder blade blank bleed bleeding blood
bmode body bold bolus bone bone1 bone2 bones bonescan bony boost border borst both bottom bowel bpm bq br32
br36 br38 br40 br44 br49 br54 br56 br59 br64 br68 braccio brace brachial brachialis brachiocephalic
brachytherapy brain brainct brainstem brainview bras bravo brazo breast breasts breath breathhold breathing
breathold bright brightblood bronchi bronchial bronchiectasis bronchiole bronchitis bronchogram bronchoscopy
bronchus brust brustkorb bsrem bssfp btfe buccal buik bulb buscopan but buttock bv36 bv40 bv44 bv49 bv56
bval bvals bvalue bvec bw bws bx by bypass c c11 cabeza cabg cac cacs cadera caecum cage caipi caipirinha
cal calc calcaneal calcaneus calcification calcifications calcified calcium calculi calculus calf calib
calibration callosum calves calyceal calyx can canal canals canceled cancelled cancer cannot canthus cap
cape capitate capitellum capsule capture carbon carcinoma cardia cardiac cardiopulmonary cardiothoracic
cardiovascular carina carotid carotids carpal carpals carpus cartilage casl cast catheter catheterization
cauda caudad caudal caudate caudocranial cava caval cavernous caviglia cavity cbct cc cca ccta cdi ce cecal
cect cecum celiac cemr cemra center central centre cephalad cephalic cephalogram cephalometric cerebellar
cerebellopontine cerebellum cerebral cerebri cerebro cerebrospinal cerebrovascular cerebrum cerv cerveau
cervello cervical cervico cervix cesm cest ceus cfi cgy chamber chambers change changed changes chart check
checks cheek chemical chemo chemoradiation chemotherapy chest chestabdomen chestabdomenpelvis chestct
cheville chiasm chin cholangiogram cholangiography cholangiopancreatography cholecystectomy cholecystitis
cholelithiasis choline choroid choroidal chronic ci cine cineloop cines cingulate circle circumflex
cirrhosis cirrhotic ciss cistern cisterna clariscan clavicle clavicles clavicular clear clearly cleavage
clinical clip clips clivus close closed cm co2 coccygeal coccyx cochlea cochlear codo coeliac coerce coeur
coil coils colectomy colfa colic colitis collateral collimation collo colloid colon colonic colonna
colonography colonoscopy color colorectal colour column columna comment comments commissure compare compared
comparison compatible compensated compensation complaint complete completed complex composed composite
comprehensive compressed compressedsense compression con concern concerning conclusion condylar condyle
condyles congenital connectivity connectome consistent consolidation constipation continue continued contour
contoured contours contr contralateral contrast contraste contrasted contrasting contrasts control conus
convex copd cor coracoid corazon cord coregistered cornea corona coronal coronals coronaria coronary corpora
corpus corr correct corrected correction corrections cors cortex cortical corticomedullary costal
costochondral costophrenic cou couch couche coude cough could count cpr cr crane craneo cranial craniectomy
cranio craniocaudal craniocervical craniofacial craniospinal craniotomy cranium cribriform cropped cruciate
crural crus csense csf csi cspine ct cta ctac ctdi ctdivol ctp cts ctv cu64 cube cubital cuboid cuello
cuneiform cuore curve curved curves curvilinear cusp custom cw cxr cyst cystic cystogram cystography cysts
d10f d20f d30f d40f dacryocystogram dap dark darkfluid data datscan db dbt dce de debout decay decrease
decreased decreasing dect decub decubitus dedo deep default defecogram defecography defibrillator defined
definite definity deformity deg degeneration degenerative degree degrees delay delayed delayedenhancement
deltoid dementia demonstrated demonstrates demyelinating demyelination dens densities densitometry density
dental dentition depth derecha derecho derivation derived dermal dermoscopy descending despite dess destra
destro detail dexa diagnosis diagnostic diagonal diameter diaphragm diaphragmatic diarrhea dibh dicom did
diff diffuse diffusion digit digital digits dilatation dilated dilation dioxide dipyridamole dir direction
directions dirs disc discectomy disco discontinued discs disk disks dislocation display dissection dist
distal distance distortion dito diverticulitis diverticulosis dixon dizziness dki dl dlp dmri dmsa do
dobutamine does doigt done donor doppler dorsal dorsalis dorsi dorsum dosage dose doses dosimetry dotanoc
dotarem dotatate dotatoc double down dpi dr drain drainage drive droit droite dsa dsc dsi dti dtpa dual duct
ductal ductogram ducts ductus due dunnschicht duodenal duodenum duplex dura dural during dvt dwi dwibs dx
dxa dyn dynamic dynamics dyspnea each eadc ear early ears eca ecd ecg ecggated echo echocardiogram
echocardiography echoes echogenic echos ecmo edema edge edges eeg ef effusion effusions ei eight either
ejection ekg elastogram elastography elbow elbows elective electron ellbogen elleboog ellenbogen else
elucirem emboli embolic embolisation embolism embolization embolus emergency emergent emg emphysema empty
encephalitis encoding end ended endocardial endocardium endocavitary endometrial endometrium endoscopic
endoscopy enema enhanced enhancement enhancing enkel enlarged enlargement enlarging enough enteral enteric
enteroclysis enterogram enterography entire eovist ep2d epaule epi epicardial epicondyle epidermis
epididymis epidural epigastric epigastrium epiglottis epilepsy epiphyseal epiphysis epiploic epis
equilibrium ercp erect es esophageal esophagogram esophagram esophagus etc ethmoid ethmoidal ethrive etl ett
eus eustachian eval evaluate evaluation evar even every evidence exam examination examinations exams
excretory exp expadc expiration expiratory exponential exposure exposureindex ext extend extended extension
extensive extensor external extra extraaxial extracranial extradural extrahepatic extremities extremity eye
eyebrow eyes f18 fa face facet facets facial fail failed fall falx fascia fascial fascicle fast fat fatonly
fatsat fatsup fatsuppressed fatty fb fbp fc01 fc02 fc03 fc04 fc05 fc07 fc08 fc09 fc10 fc11 fc12 fc13 fc14
fc15 fc17 fc18 fc19 fc20 fc21 fc22 fc23 fc24 fc25 fc26 fc27 fc30 fc31 fc35 fc41 fc42 fc43 fc44 fc48 fc49
fc50 fc51 fc52 fc53 fc54 fc55 fc56 fc62 fc63 fc64 fc68 fc80 fc81 fc82 fc83 fc84 fc85 fc86 fdg feet fegato
femora femoral femur femurs feraheme ferumoxytol fetal fetus fever few ffdm ffe fibrosis fibrotic fibula
fibular field fieldmap fields fiesta fiestac fifth file files film films filter filtered filters filum
fimbria final finding findings finger fingers first fisp fissure fistula five fixation flair flank flash
flex flexed flexion flexor flexure flight flip flipped florbetapir flow fluciclovine fluoride fluoro
fluorodeoxyglucose fluoroscopic fluoroscopy flutemetamol fmri focal focus foie foley follow followup
fontanelle foot for foramen foramina foraminal forearm forearms forefoot forehead fornix fossa four fourdct
fourth fov fovea fps fraction fractions fracture fractures frame frames freebreathing frog frogleg from
front frontal fruhphase fs fse fspgr fu full function functional fundus furosemide further fused fusion fuss
fx ga68 gad gadavist gado gadobenate gadobutrol gadodiamide gadolinium gadopentetate gadopiclenol gadoterate
gadoteridol gadovist gadoxetate gadoxetic gain galactogram gallbladder gallium gamba ganglia ganglion gantry
gap gastric gastrocnemius gastroesophageal gastrografin gastrointestinal gastrostomy gastroview gated
gatedct gating gauche gauss gbq gd ge gefasse gehirn general generic genicular genitalia genitourinary genou
genu ghz gi ginocchio gland glands glandular glass glenohumeral glenoid glioblastoma glioma globe globes
globus glottis glucagon glute gluteal gluteus gm golden gomito gonad gonads gr grad gradient graft grafts
graph graphs grappa grasp gre grid groin ground group groups gsps gtv gu guidance guided gut gy gyri gyrus
h10s h19s h20f h20s h21s h22s h23s h30f h30s h31f h31s h32s h37s h40f h40s h41f h41s h42s h45s h47s h48s
h50f h50s h60f h60s h70f h70h h70s h80s habenula had haematoma haemorrhage half halfbody hallux hals hamate
hamstring hamstrings hanche hand handgelenk hands hanging hardi hardware harmonic harmonics hart has haste
hastes haustra have hc40 hc44 hd hdp head headache headaches headct headneck heads heart heel heels height
helical helium hematoma hematuria hemidiaphragm hemisphere hemispheres hemithorax hemoptysis hemorrhage
hemorrhagic hepatic hepatis hepatitis hepatobiliary hepatocyte here hernia hernias herniation hersenen herz
heterogeneous heup hida higado high highres hilar hilum hindfoot hip hippocampal hippocampus hips hires hirn
histogram history hla hmpao ho hombro homogeneity homogeneous hoofd hook hormone hour hours how hr hr32 hr36
hr38 hr40 hr44 hr49 hr56 hr59 hr60 hr64 hr68 hrct hrs hsg hu huefte hufte humeral humeri humerus hv36 hv40
hv44 hws hx hydrocephalus hydronephrosis hyoid hyperband hyperdense hyperechoic hyperintense hyperplasia
hypertrophic hypertrophy hypochondrium hypodense hypoechoic hypogastric hypointense hypopharynx hypothalamus
hysterectomy hysterosalpingogram hz i123 i125 i131 i26f i30f i31f i36f i40f i41f i44f i46f i50f i70f i80f
iabp iac iacs ibd ica icd ideal identified identify idose if igrt ileal ileocecal ileum ileus iliac iliacus
iliofemoral iliopsoas ilium ill image imaged images imaging imar imeron immediate immobilisation
immobilization immunotherapy implant implants impression improved improving imr imrt in in111 inc inch
inches increase increased increasing increment index indication indications indium inf infarct infarction
infection infectious inferior infero infiltrate infiltrates inflow infraorbital infrapatellar infrarenal
infraspinatus infratemporal inguinal inhance initial injection injuries injury inlet inner innominate inopp
inpatient inphase insertion inside insp inspiration inspiratory instead insula insular intact intensity
interatrial intercondylar intercostal interim interleaved internal interosseous interphalangeal interspace
interval intervention interventional interventricular intervertebral intestinal intestine intestines intima
into intra intraarterial intraarticular intracardiac intracerebral intracranial intradural intrahepatic
intraocular intraop intraoperative intraorbital intrathecal intrathoracic intravascular intravenous invalid
inversion inverted io iobitridol iodide iodinated iodine iodixanol ioflupane iohexol iomeprol iomeron
iopamidol iopromide ioversol ioxaglate ioxilan ip ipsilateral iq ir irfse irfspgr iris iron irregular irtse
is ischaemia ischemia ischemic ischial ischium isocenter isocentre isointense isotope isotropic isovue
isthmus it iterative its itv iv ivc ivim ivp ivu ivus izquierda izquierdo j30f j30s j37s j40s j45s j49f j70h
jambe jaundice jaw jaws jejunal jejunum joint joints joule joules jpeg jpeg2000 jugular junction just
juxtaphyseal kbq kerma kernel kernels kev key keyhole khz kidney kidneys km knee kneecap knees knie knochen
known knuckle ko kontrastmittel kontrolle kopf kreuzbein ktrans kub kv kvp kvs kyphosis l label labels labia
labral labrum labyrinth lacrimal lacrimale lad lambdoid lamina laminae laminectomy language lao large larger
largest laryngeal larynx laser lasix last lat late later lateral laterals lateromedial latissimus lats lava
lavaflex lax layout lcc lcx ldct lead leads leaflet learning least leber left leg legs length lens lenses
lenticular lentiform leptomeningeal lesion lesions less lesser level lever lexiscan lge liegend ligament
ligamentous ligaments like likely lima limb limbs limited line linear lines lingual lingula links lip lips
liver ll lm lml lmlo lobar lobe lobectomy lobes lobular lobulated lobule loc localisation localiser
localisers localization localizer localizers locator loculated lombaire long longen longitudinal longus loop
lordosis lordotic lossless lossy low lowdose lower lowers lowres lpo ls lspine lsspine lt lu177 lucent
lumason lumb lumbar lumbo lumbosacral lumbrical lumen luminal lump lumpectomy lunate lung lungb lunge lungen
lungs lungscreening lutetium lv lvad lvef lvo lvot lws lymph lymphangiogram lymphatic lymphatics lymphoid
lymphoma lymphoscintigraphy lytic ma maa mag mag3 magnetisation magnetization magnevist magnification
magnified mags main malalignment malar malformation malignancy malignant malleolar malleolus mammary mammo
mammogram mammography mandible mandibula mandibular mano manual manually manubrium many map mapped mapping
maps margin marginal margins marked markedly marrow mas mask masked mass masses masseter mastectomy
masticator mastoid mastoids matrix mattress mavric max maxilla maxillae maxillary maxillofacial maximum
maxip mb mbir mbq mca mcg mci md mdct mdixon mdp mean measure measured measurement measurements measures
measuring meatus mebrofenin med medial median mediastinal mediastinum medic mediolateral medium medulla
medullary melanoma membrane memory meningeal meninges meningioma meningitis meniscal menisci meniscus merge
merged mesencephalon mesenteric mesentery mesocolon mesorectal metacarpal metacarpals metacarpophalangeal
metal metaphyseal metaphysis metastases metastasis metastatic metatarsal metatarsals metatarsophalangeal
metoprolol mets mev mezzo mg mgy mgycm mhz mibg mibi microbubble microbubbles microscopy mid midbrain middle
midfoot midline midthigh might migraine mild mildly milt milz milza min miniip minimal minimally minimum
minip mins minute minutes mip mips mirrored misc miscellaneous mit mitral mixed ml mlem mlo mlos mm mmhg
mmode mmol mobile moco modality mode moderate moderately modified mol molar monitoring monochrome monophasic
montage more morphology mortise most motion motor mouth mp2rage mpr mprage mprs mr mra mrac mrcp mre mri mrm
mrs mrv ms msct msec msk msv mt mtc mtr much mucosa mucosal multiband multifidus multifocal multihance
multiphase multiphasic multiplanar multiple multivane multivoxel muneca muscle muscles muscular musculature
musculoskeletal musculotendinous muse must myelin myelogram myelography myeloma myocardial myocardium
myometrium n13 na nac naf nail nares narrow narrowed narrowing nasal nasion nasolacrimal nasopharyngeal
nasopharynx nativ native nativespace nausea nav navg navicular navigation navigator nc ncct nce near nearly
neck neckct negative neither nek neo neonatal neonate nephrectomy nephrogenic nephrographic nephrolithiasis
nephrostomy nerve nerves neural neuroforamen neuroforaminal neurovascular neutral never new nex next ng ngt
nier niere nieren nigra nine nipple nitroglycerin nm no nocontrast nodal node nodes nodular nodule nodules
nomoco non noncon noncontrast none nonenhanced nonweightbearing nor norm normal normalisation normalised
normalization normalized nose nostril not notch note noted notes now nsa nuc nucha nuchal nuclear nuclei
nucleus number o15 o2 oar oars object obl oblique obliques obstructed obstruction obstructive obturator
occipital occiput occluded occlusion octreoscan octreotide ocular odontoid oedema oesophageal oesophagus of
off ofov often ohm ohne ok olecranon olfactory omar omental omentum omni omnipaque omniscan omnitrast on
once oncologic oncology one only onto oop op opacities opacity open openmouth operative opg ophthalmic
ophthalmology opm opp opphase opposed opt optic option optional options optiray optison or oral orbicularis
orbit orbita orbital orbits organ organs orif original oropharyngeal oropharynx orteil orthogonal
orthopantomogram os osem osseous osteoarthritis osteomyelitis osteopenia osteoporosis ostia ostium ostomy ot
other otherwise otic out outer outflow outlet outofphase outpatient outside oval ovarian ovaries ovary over
overlap overlapping overlay own oxilan oxygen pa pacemaker paediatric pain painful pal palatal palate
palatine palm palmar palpable pancreas pancreatic pancreatitis panorama panoramic papilla papillary
paracentral paracolic parallel paramedian paramediastinal parametric parametrium paranasal pararenal
parasagittal paraspinal paraspinous parathyroid parathyroids paratracheal paravertebral parenchyma
parenchymal parietal parotid parotids partial pasl pass passed patchy patella patellae patellar
patellofemoral patent pathologic pathological pathology pause pc pca pcasl pci pcmra pct pd pda pdfatsat
pdfs pdw pe pectoral pectoralis pedal pediatric pedicle pedicles peds peduncle peg pelvic pelvis pending
penetrated penile penis per percent perf perflutren performed perfusion perhaps peri perianal pericardial
pericardium perihilar perineal perinephric perineum perioperative periorbital periosteal periosteum
peripheral peritoneal peritoneum perivascular periventricular peroneal peroneus pertechnetate pet petct
petmr petmri petrous phalangeal phalanges phalanx phantom phantoms pharyngeal pharynx phase phasecontrast
phased phases phasic photo photograph photon phrenic physeal physis pia pica picc picture pie pied piede
pierna pin pineal pinna pins piriform pisiform pitch pituitary pixel pixels placement placenta placental
plain plan planar plane planes planned planning planogram plans plantar plantaris plaque plaques plate
plates platysma please pleura pleural plexus plot pneumomediastinum pneumonectomy pneumonia pneumoperitoneum
pneumothorax po poignet poitrine pole poles polmone polmoni pols polso polytrauma pons pontine popliteal
popliteus port porta portable portacath portal portalvenos portalvenous portis portovenous pos position
positioned positioning positions positive possible possibly post postcentral posterior postero
posteroanterior posterolateral posteromedial postop postoperative postprocessed postprocessing postsurgical
posttreatment pouch poumon poumons power ppm pqct pr pre precentral preliminary premonitoring preop
preoperative preprocessed preputial presacral prescan prescription presentation preset press pretreatment
prevertebral primary primovist prior probable probably probe procedure procedures process processed
processing profil profile profiles progression progressive prohance proj projection projections pronator
prone propeller prospective prostate prostatectomy prostatic prosthesis prosthetic protocol protocols proton
prox proximal psf psif psir psma psoas pt ptc ptca pterygoid ptv pubic pubis pudendal pulmon pulmonary
pulmones pulmonic pulsatility pulse pupil putamen pv pvp pw pwi px pyelographic pyloric pylorus pyramidal
q30f q33f q34f q40f q44f q50f qa qc qclear qct qdixon qiss quadrant quadrants quadratus quadriceps quality
quarter question questionable quick quick3d r r2 r2star rachis radial radiation radiogram radiograph
radiographic radiographs radiography radionuclide radiopharmaceutical radiotherapy radiotracer radioulnar
radius ramus range rao rapid rate rather ratio raw raysum rb82 rca rcc rd readicat rear reason recess rechts
recipient recommend recommendation recommendations recommended recon recons reconst reconstructed
reconstruction reconstructions recovery rectal rectosigmoid rectouterine rectum rectus recumbent recurrence
recurrent redo reduced reduction ref reference reformat reformation reformats reformatted refscan reg
regadenoson region regional regions registered registration regression regular rein reins relaxation
relaxometry removal renal render rendered rendering rene reni repeat repeated replacement report represent
representing represents reprocessed res research resected resection residual resistive resolution resolve
resolved resolving resp respiration respiratory responding response rest restaging resting restingstate
result results retake retina retinal retro retroaortic retroauricular retrobulbar retrocardiac retrocaval
retrocrural retroperitoneal retroperitoneum retropharyngeal retrospective retrosternal reversed reviewed rf
rfov rgb rheumatoid rib ribcage ribs right rima rinon rinones risk rl rle rm rml rmlo ro rod rodilla rods
roi rois rontgen root roots rostral rotate rotated rotating rotation rotational rotator round routine rpo
rsepi rt rtdose rtimage rtplan rtrecord rtstruct rubidium rule ruleout run runoff runoffs runs rupture rv
rvot sac saccule sacral sacro sacrococcygeal sacroiliac sacrum safire sag sagittal sagittalis sagittals
saline saliva salivary same sans saphenous sar sarcoma sartorius sat save saved sax sbft sbrt sc scalene
scalp scan scanned scanner scanning scanogram scans scaphoid scapula scapulae scapular scatter scattered
schadel schedel scheduled schouder schrag schulter sciatic scintigram scintigraphic scintigraphy sclera
sclerosis sclerotic scoliosis score scoring scout scouts screen screening screensave screenshot screw screws
scrotal scrotum se seated sec second secondary seconds secretin secs section sections sector sedated
sedation see seen seg segment segmentation segmentations segmented segments seitlich seizure seizures
selected selection sella sellar semac semi semierect semimembranosus seminal semitendinosus semiupright
sense sensitivity senza septa septal septated septum seq sequence sequences sequencing sequential series
serratus service sesamoid sesamoids session sestamibi set setup seven several severe severely shaft shall
sharp sharpened sharper shift shim shimming shin short should shoulder shoulders show showing shows shunt si
sialogram sialography side sided sides sigmoid sign signal significant significantly signs sij sim simple
simulation sin since single singlevoxel sinistra sinistro sinonasal sinus sinuses sinusoidal sitting sitzend
six sixth size sizes skeletal skeleton skin skull skullbase skyline slab slabs slice sliced slices slide
slow sm sma small smaller smar smartprep smartspeed smooth smoothed smoothing smri sms smv so sob sodium
soft softtissue software sole soleus solid some sonazoid sonogram sonographic sonography sonovue sp space
spacing spair spalla spatphase special spect spectct spectral spectro spectroscopy spermatic spgr sphenoid
sphenoidal sphincter spiculated spin spinal spine spinearray spinecho spines spinous spir spiral spleen
splenectomy splenic splenium splint spondylolisthesis spondylosis spot sprain sprunggelenk sr srs ssd ssepi
ssfp ssfse stable stackofstars stage staging standard standing stapes star start started stat state static
statistic statistics status std stealth steam steatosis stehend steissbein stenosis stenotic stent stented
stenting stents step steps stereotactic sternal sternoclavicular sternocleidomastoid sternum stiffness still
stir stitched stitching stomach stone stones stop stopped strain stress stressed striatum stroke structure
structures studies study styloid sub subacromial subacute subarachnoid subcapital subcapsular subcarinal
subchondral subclavian subcortical subcostal subcutaneous subdural subependymal subglottic sublingual
subluxation submandibular submental submentovertex submucosal subphrenic subpleural subscapularis subtalar
subtract subtracted subtraction subtrochanteric subungual such suggest suggesting suggestive suggests sulcal
sulci sulcus sulfur sum summary summed sums sunrise sup superficial superior supero supination supine
supplementary suppressed suppression supraclavicular supraglottic suprapatellar suprapubic suprarenal
suprasellar supraspinatus supratentorial sural surface surgery surgical surveillance survey suspected
suspicion suspicious suture sutures suv suvbw suvmax suvmean sv svc svg svs swan swelling swi swimmer
swimmers swip swmr sylvian symphysis symptom symptoms syncope syndesmosis synovial synovium system t1 t1c
t1ce t1fs t1gd t1map t1post t1pre t1rho t1w t1wi t2 t20f t20s t2fs t2map t2s t2star t2stir t2w t2wi t80s
table tables tagged tagging tail talar talonavicular talus tangential tap tapping target targets tarsal
tarsometatarsal tarsus task tavi tavr tbi tc99 tc99m tdi te tear tears technetium technique tee teen teeth
tegmentum template templates temporal temporalis temporomandibular ten tenderness tendinous tendon tendons
tensor tentorium teres tes tesla test testa testbolus testes testicle testicles testicular testing testis
tests tete tetrofosmin tevar tfe tffe tfl tha thalamic thalamus thallium than that the thecal their them
then thenar therapeutic therapy there therefore thermoplastic these they thick thickened thickening
thickness thigh thighs thin third this thor thoracic thoraco thoracoabdominal thoracolumbar thorax
thoraxabdomen those though thr three threed thrive throat thrombectomy thrombi thrombolysis thrombosis
thrombus through throughout thumb thumbs thus thx thxabd thymic thymus thyroid thyroidal thyroidectomy ti
tibia tibial tibialis tibias tibiofibular tilt tilted timeofflight timeresolved timing tiny tirm tis tissue
tissues tka tkr tl tl201 tlspine tmj tmjs to tobillo toe toes tof tofpet together tomo tomogram tomographic
tomography tomosynthesis tongue tonsil tonsillar tonsils too tooth top topogram torace torax torso total
toward towards tr tra trabecular trace tracer tracew trachea tracheal tracheobronchial tracheostomy tracker
tracking tract tractography tracts trans transabdominal transaxial transcranial transducer transesophageal
transfer transplant transplanted transrectal transthoracic transvaginal transverse transversus trapezium
trapezius trapezoid trauma treat treatment treatments trend trendelenburg trial triangular tricep triceps
tricks tricuspid trigeminal trigger triggered triggering trigone triphasic triple triplex triquetral
triquetrum trochanter trochanteric trochlea trochlear trs truefisp truex trufi trunk tscout tse tsl tspine
tte tubal tube tubercle tuberosity tubes tubing tubular tumor tumors tumour tumours tunica tunnel turbinate
turbinates turbo turbofactor twist twix two tympanic u70f u90u ub ubersicht uc ue uf ug ugi ugy uhr ulna
ulnar ultra ultrafast ultrahd ultrashort ultrasonography ultrasound ultravist um umbilical umbilicus
unchanged uncinate uncompensated uncompressed uncorrected uncus under unenhanced unfiltered ungated
uniformity unilateral unit units unknown unlikely unremarkable unspecified untersuchung until up upon upper
uppers upright uptake ur77 ur81 ureter ureteral ureteric ureters urethra urethral urgent urinary urogram
urographic urography urolithiasis us use used usg using usually uterine uterus uvula vacuum vagina vaginal
vagus valid valsalva valve valves valvular vane variant various vas vascular vasculature vasculitis vat vcug
vein veins velocities velocity ven vena venae venbold venc venogram venography venos venous venousphase
ventral ventricle ventricles ventricular veo verified vermis version vertebra vertebrae vertebral vertex
vertigo very vesical vesicle vesicles vessel vessels vestibular vestibule vestibulocochlear via viability
vibe video view viewed views vinger viscera visceral visible visipaque vista visual visualized vitreous vla
vmat vocal voet volar volt volts volume volumen volumes volumetric vomer vomiting voxel voxels vp vr vrt
vueway vulva vulvar w waist wall warp was wash washin washout watchman water wateronly watt watts wave
waveform waveforms wb wcon wcontrast web wedge weichteil weichteile weight weightbearing weighted weighting
well were wervelkolom what when where whether which while whipple whole wholebody why wide width window
windowed windowing wirbelsaule wire wires with withcontrast within without withoutcontrast wl wo wocon
wocontrast worse worsening would wound wrist wrists wsi wt wtd ww wwo xa xcc xccl xccm xe133 xenetix xenon
xiphoid xr xray xrays xrt y90 ya yb yc yd yes yet yttrium zehe zero zonder zoom zoomed zoomit zr89
zygapophyseal zygoma zygomatic
`;

let words: ReadonlySet<string> | undefined;

/** True for a word, folded as `foldWord` does, that says nothing of who. */
export function isVocabulary(word: string): boolean {
  words ??= new Set(WORDS.trim().split(/\s+/));
  return words.has(word);
}
